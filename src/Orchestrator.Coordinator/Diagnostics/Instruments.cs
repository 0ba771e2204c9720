using System.Diagnostics.Metrics;

namespace Orchestrator.Coordinator.Diagnostics;

/// <summary>The coordinator's metrics. Names are never reused for something else.</summary>
internal static class Instruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Orchestrator.Coordinator";

    private static readonly Meter Meter = new(MeterName);

    // Journal writes take from a tenth of a millisecond to, on a sick disk, many seconds.
    private static readonly InstrumentAdvice<double> WriteTimes = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
    };

    private static readonly InstrumentAdvice<double> TrialTimes = new()
    {
        HistogramBucketBoundaries =
            [0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    };

    /// <summary>Trials whose result became durable.</summary>
    public static Counter<long> TrialsCompleted { get; } = Meter.CreateCounter<long>(
        "orchestrator.trials.completed", "{trial}", "Trials whose result became durable.");

    /// <summary>Trials that failed for good.</summary>
    public static Counter<long> TrialsFailed { get; } = Meter.CreateCounter<long>(
        "orchestrator.trials.failed", "{trial}", "Trials that failed for good.");

    /// <summary>Starts of trials that ended in an error, whether or not they are tried again.</summary>
    public static Counter<long> TrialAttemptsFailed { get; } = Meter.CreateCounter<long>(
        "orchestrator.trial.attempts.failed", "{attempt}", "Starts of trials that ended in an error.");

    /// <summary>Trials that were completed from the store.</summary>
    public static Counter<long> TrialsCached { get; } = Meter.CreateCounter<long>(
        "orchestrator.trials.cached", "{trial}", "Trials that were completed from the store without a run.");

    /// <summary>Fit and prediction time of a trial.</summary>
    public static Histogram<double> TrialDuration { get; } = Meter.CreateHistogram<double>(
        "orchestrator.trial.duration", "s", "Time of a trial's fit and prediction; fused trials share theirs equally.",
        tags: null, TrialTimes);

    /// <summary>Leases that workers hold.</summary>
    public static UpDownCounter<long> LeasesOpen { get; } = Meter.CreateUpDownCounter<long>(
        "orchestrator.leases.open", "{lease}", "Leases that workers hold.");

    /// <summary>Leases that ended, by outcome: returned, crashed or lost.</summary>
    public static Counter<long> LeasesEnded { get; } = Meter.CreateCounter<long>(
        "orchestrator.leases.ended", "{lease}", "Leases that ended, by outcome: returned, crashed or lost.");

    /// <summary>Reports of workers that were refused.</summary>
    public static Counter<long> ReportsRefused { get; } = Meter.CreateCounter<long>(
        "orchestrator.reports.refused", "{report}",
        "Reports of workers that were refused: no such lease, trial or key.");

    /// <summary>Messages of workers that this version does not know, and passed over.</summary>
    public static Counter<long> MessagesUnknown { get; } = Meter.CreateCounter<long>(
        "orchestrator.messages.unknown", "{message}",
        "Messages of workers of a later version, which this one does not know and passed over.");

    /// <summary>Watchers of progress.</summary>
    public static UpDownCounter<long> Watchers { get; } = Meter.CreateUpDownCounter<long>(
        "orchestrator.watchers", "{watcher}", "Watchers of progress.");

    /// <summary>How long a batch of results took to become durable, by outcome: stored or refused.</summary>
    public static Histogram<double> JournalLatency { get; } = Meter.CreateHistogram<double>(
        "orchestrator.journal.latency", "s",
        "Time until a batch of results was durable, by outcome: stored or refused.",
        tags: null, WriteTimes);

    /// <summary>Results that wait to be stored.</summary>
    public static Gauge<long> JournalBacklog { get; } = Meter.CreateGauge<long>(
        "orchestrator.journal.backlog", "{record}", "Records that wait to be stored.");

    private static readonly Gauge<long> QueueDepth = Meter.CreateGauge<long>(
        "orchestrator.queue.depth", "{bundle}", "Bundles that wait for a slot.");

    private static readonly Gauge<long> WorkerSlots = Meter.CreateGauge<long>(
        "orchestrator.worker.slots", "{slot}", "Slots of the attached workers, by state: busy or free.");

    private static readonly Gauge<long> Workers = Meter.CreateGauge<long>(
        "orchestrator.workers", "{worker}", "Attached workers that take leases.");

    /// <summary>Shows what is counted from the start, as 0, and not only once it has happened.</summary>
    public static void Begin()
    {
        Counter<long>[] counters =
            [TrialsCompleted, TrialsFailed, TrialAttemptsFailed, TrialsCached, ReportsRefused, MessagesUnknown];
        foreach (var counter in counters)
            counter.Add(0);
    }

    /// <summary>Records what the scheduler has: bundles that wait, workers, and their slots.</summary>
    public static void RecordPlacement(long waiting, int workers, int busySlots, int freeSlots)
    {
        QueueDepth.Record(waiting);
        Workers.Record(workers);
        WorkerSlots.Record(busySlots, new KeyValuePair<string, object?>("state", "busy"));
        WorkerSlots.Record(freeSlots, new KeyValuePair<string, object?>("state", "free"));
    }
}
