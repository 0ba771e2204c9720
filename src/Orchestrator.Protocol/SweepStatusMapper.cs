using Orchestrator.Sweeps.Trials.States;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>Where a sweep stands, as the wire has it and as the program has it.</summary>
public static class SweepStatusMapper
{
    /// <summary>The wire's word for <paramref name="status"/>; unspecified where it was never submitted.</summary>
    public static Wire.SweepStatus ToWire(SweepStatus status) => status switch
    {
        SweepStatus.None => Wire.SweepStatus.Unspecified,
        SweepStatus.Running => Wire.SweepStatus.Running,
        SweepStatus.Paused => Wire.SweepStatus.Paused,
        SweepStatus.Cancelled => Wire.SweepStatus.Cancelled,
        SweepStatus.Completed => Wire.SweepStatus.Completed,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
    };

    /// <summary>
    /// The program's word for <paramref name="status"/>; none where this version knows no such status.
    /// </summary>
    public static SweepStatus ToDomain(Wire.SweepStatus status) => status switch
    {
        Wire.SweepStatus.Running => SweepStatus.Running,
        Wire.SweepStatus.Paused => SweepStatus.Paused,
        Wire.SweepStatus.Cancelled => SweepStatus.Cancelled,
        Wire.SweepStatus.Completed => SweepStatus.Completed,
        _ => SweepStatus.None,
    };
}
