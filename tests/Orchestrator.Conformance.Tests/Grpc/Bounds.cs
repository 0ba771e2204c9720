using Grpc.Core;

namespace Orchestrator.Conformance.Tests.Grpc;

/// <summary>Waiting that ends with a message instead of hanging.</summary>
internal static class Bounds
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<T> Within<T>(this Task<T> task, string awaited)
    {
        await ((Task)task).Within(awaited);
        return await task;
    }

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

    /// <summary>The failure of a call, which must come.</summary>
    public static async Task<RpcException> FailureOf(Task task, string call)
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => task.Within($"{call} to fail"));
        return failure;
    }

    /// <summary>All that a stream gives until it ends.</summary>
    public static async Task<List<T>> AllOf<T>(IAsyncStreamReader<T> stream)
    {
        var all = new List<T>();
        while (await stream.MoveNext(CancellationToken.None).Within($"message {all.Count} of the stream"))
        {
            all.Add(stream.Current);
        }
        return all;
    }
}
