using System.Threading.RateLimiting;

namespace Orchestrator.Host.Security;

/// <summary>
/// Counts what each caller does against the limits. Callers that have been quiet for a while are forgotten.
/// Thread-safe.
/// </summary>
internal sealed class CallBudgets(CallLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _requests = PartitionedRateLimiter.Create<string, string>(
        caller => limits.Requests is { } most
            ? RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 2 * most,
                TokensPerPeriod = most,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
                AutoReplenishment = false, // the partitions' own clock does it
            })
            : RateLimitPartition.GetNoLimiter(caller));

    private readonly PartitionedRateLimiter<string> _streams = PartitionedRateLimiter.Create<string, string>(
        caller => limits.Streams is { } most
            ? RateLimitPartition.GetConcurrencyLimiter(
                caller, _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 })
            : RateLimitPartition.GetNoLimiter(caller));

    /// <summary>Takes one request out of a caller's budget; why not, where there is none left.</summary>
    public Refusal? Request(Caller caller)
    {
        using var lease = _requests.AttemptAcquire(caller.Key);
        if (lease.IsAcquired)
            return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.FromSeconds(1);
        return Refusal.TooMuch($"more than {limits.Requests} requests a second (--limit-requests)", wait);
    }

    /// <summary>Takes a stream out of a caller's budget until the lease is given back; else why not.</summary>
    public Refusal? Stream(Caller caller, out IDisposable lease)
    {
        var taken = _streams.AttemptAcquire(caller.Key);
        lease = taken;
        return taken.IsAcquired ? null : Refusal.TooMuch(
            $"more than {limits.Streams} streams at a time (--limit-streams); one that ends makes room", null);
    }

    public void Dispose()
    {
        _requests.Dispose();
        _streams.Dispose();
    }
}
