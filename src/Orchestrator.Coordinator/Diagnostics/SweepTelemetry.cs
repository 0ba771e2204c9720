using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Diagnostics;

/// <summary>What metrics are told of a sweep's end.</summary>
internal static class SweepTelemetry
{
    /// <summary>A sweep that was open is so no longer.</summary>
    public static void Ended(SweepStatus status) => Instruments.SweepsEnded.Add(
        1, new KeyValuePair<string, object?>("outcome", status is SweepStatus.Cancelled ? "cancelled" : "completed"));
}
