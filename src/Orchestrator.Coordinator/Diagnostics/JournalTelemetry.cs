using Orchestrator.Coordinator.Results;

namespace Orchestrator.Coordinator.Diagnostics;

/// <summary>What metrics are told of batches of results.</summary>
internal static class JournalTelemetry
{
    /// <summary>A batch is durable, this long after it was sent; so many records wait behind it.</summary>
    public static void Stored(ResultBatch batch, TimeSpan latency, int waiting)
    {
        Record(latency, "stored");
        Instruments.JournalBacklog.Record(waiting);
        Instruments.TrialsCompleted.Add(batch.Results.Count);
        if (!Instruments.TrialDuration.Enabled)
            return;
        foreach (var result in batch.Results)
            Instruments.TrialDuration.Record(result.Timings.FitSeconds + result.Timings.PredictSeconds);
    }

    /// <summary>The store refused a batch, this long after it was sent; it is tried again.</summary>
    public static void Refused(TimeSpan latency) => Record(latency, "refused");

    private static void Record(TimeSpan latency, string outcome) =>
        Instruments.JournalLatency.Record(
            latency.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
}
