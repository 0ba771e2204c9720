using System.Diagnostics;
using Orchestrator.Protocol.V1;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>One sweep from its submission to its last durable result.</summary>
/// <param name="Trials">Trials of it.</param>
/// <param name="Seconds">By the clock.</param>
/// <param name="Usage">What the cluster used for it.</param>
internal sealed record MeasuredSweep(long Trials, double Seconds, ClusterUsage Usage)
{
    /// <summary>Trials a second, by the clock.</summary>
    public double Rate => Trials / Seconds;

    /// <summary>Runs a sweep to its end.</summary>
    /// <exception cref="InvalidOperationException">It came to another end.</exception>
    public static async Task<MeasuredSweep> RunAsync(NoOpCluster cluster, string text)
    {
        var before = cluster.Usage;
        var start = Stopwatch.GetTimestamp();
        var sweep = await cluster.SubmitAsync(text);
        SweepProgress? last = null;
        await foreach (var progress in cluster.WatchAsync(sweep.Id))
            last = progress;
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return last?.CompletedTrials == sweep.TotalTrials
            ? new MeasuredSweep(sweep.TotalTrials, seconds, cluster.Usage.Since(before))
            : throw new InvalidOperationException($"The sweep ended with {last}.");
    }
}
