using Microsoft.Extensions.Logging;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker;

/// <summary>What a worker node logs. Event ids are never reused.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Slot}: process {ProcessId} is ready")]
    public static partial void SlotReady(ILogger logger, SlotPlace slot, int processId);

    [LoggerMessage(2, LogLevel.Warning, "{Slot}: its process has ended: {How}; a new one is started in {Wait}")]
    public static partial void SlotEnded(ILogger logger, SlotPlace slot, string how, TimeSpan wait);

    [LoggerMessage(3, LogLevel.Warning, "{Slot}: process {ProcessId} did not stop its lease and is killed")]
    public static partial void SlotStopped(ILogger logger, SlotPlace slot, int processId);

    [LoggerMessage(4, LogLevel.Information, "{Slot}: {Line}")]
    public static partial void SlotSaid(ILogger logger, SlotPlace slot, string line);

    [LoggerMessage(5, LogLevel.Information, "attached to {Coordinator}: version {Version}, protocol {Protocol}")]
    public static partial void Attached(ILogger logger, Uri coordinator, string version, int protocol);

    [LoggerMessage(6, LogLevel.Warning, "no coordinator at {Coordinator}: {Reason}; it is tried until it answers")]
    public static partial void Unreachable(ILogger logger, Uri coordinator, string reason);

    [LoggerMessage(7, LogLevel.Information, "{Coordinator} stands by; the leader is {Leader}")]
    public static partial void StandsBy(ILogger logger, Uri coordinator, Uri leader);

    [LoggerMessage(8, LogLevel.Warning, "the session with {Coordinator} has broken: {Reason}")]
    public static partial void SessionBroke(ILogger logger, Uri coordinator, string reason);

    [LoggerMessage(9, LogLevel.Error, "sweep {SweepId} cannot be run here: {Reason}")]
    public static partial void SweepRefused(ILogger logger, string sweepId, string reason);

    [LoggerMessage(10, LogLevel.Warning, "the coordinator refused a report on lease {Lease}, trial {Trial}: {Reason}")]
    public static partial void ReportRefused(ILogger logger, long lease, long trial, string reason);

    [LoggerMessage(11, LogLevel.Information, "draining: {Leases} leases under way have {Limit} to finish")]
    public static partial void Draining(ILogger logger, int leases, TimeSpan limit);

    [LoggerMessage(12, LogLevel.Warning, "draining: {Leases} leases were not finished in time and are handed back")]
    public static partial void DrainLimitReached(ILogger logger, int leases);

    [LoggerMessage(13, LogLevel.Warning, "left with {Results} results that were not acknowledged in time")]
    public static partial void NotAcknowledged(ILogger logger, long results);

    [LoggerMessage(14, LogLevel.Information, "drained: everything that was sent is acknowledged")]
    public static partial void Drained(ILogger logger);

    [LoggerMessage(15, LogLevel.Warning, "data set {Hash} cannot be fetched: {Reason}")]
    public static partial void DatasetMissing(ILogger logger, string hash, string reason);

    [LoggerMessage(16, LogLevel.Warning,
        "{Coordinator} is of an earlier version that cannot be told so: this worker takes no more leases of it, until "
        + "a newer one has replaced it")]
    public static partial void TakesNoMore(ILogger logger, Uri coordinator);
}
