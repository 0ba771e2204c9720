using Orchestrator.Journal.Contracts;

namespace Orchestrator.Host.Serving;

/// <summary>Asks whether the store answers in time.</summary>
internal sealed class StoreProbe(IResultStore store, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    /// <summary>What keeps it from answering; null: it answers.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancellation)
    {
        try
        {
            await store.ListSweepsAsync(null, 1, cancellation).WaitAsync(Limit, time, cancellation);
            return null;
        }
        catch (Exception failure) when (failure is StoreException or TimeoutException)
        {
            var reason = failure is TimeoutException ? $"no answer within {Limit.TotalSeconds} s" : failure.Message;
            return $"the store does not answer: {reason}";
        }
    }
}
