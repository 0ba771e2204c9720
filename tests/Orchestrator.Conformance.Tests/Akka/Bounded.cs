namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>Waiting that ends with a message instead of hanging.</summary>
internal static class Bounded
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongLimit = TimeSpan.FromSeconds(60);

    public static Task Within(this Task task, string awaited) => task.Within(Limit, awaited);

    public static async Task Within(this Task task, TimeSpan limit, string awaited)
    {
        try
        {
            await task.WaitAsync(limit);
        }
        catch (TimeoutException cause) when (!task.IsCompleted)
        {
            throw new TimeoutException($"Waited in vain for {awaited}.", cause);
        }
    }

    public static async Task<T> Within<T>(this Task<T> task, string awaited)
    {
        await ((Task)task).Within(awaited);
        return await task;
    }

    /// <summary>For what waits for a lease to end, or for another process.</summary>
    public static Task WithinLong(this Task task, string awaited) => task.Within(LongLimit, awaited);

    public static async Task<T> WithinLong<T>(this Task<T> task, string awaited)
    {
        await task.Within(LongLimit, awaited);
        return await task;
    }
}
