namespace Orchestrator.Conformance.Tests.Actors;

/// <summary>Waiting that ends with a message instead of hanging.</summary>
internal static class Bounded
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task Within(this Task task, string awaited)
    {
        try
        {
            await task.WaitAsync(Limit);
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
}
