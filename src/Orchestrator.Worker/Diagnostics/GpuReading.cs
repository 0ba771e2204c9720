namespace Orchestrator.Worker.Diagnostics;

/// <summary>A GPU at one moment.</summary>
/// <param name="UsedBytes">Memory in use by all processes, in bytes.</param>
/// <param name="SizeBytes">All of its memory, in bytes.</param>
internal readonly record struct GpuReading(long UsedBytes, long SizeBytes)
{
    /// <summary>The share of the time, 0..1, in which something ran on it; null where the driver does not tell.</summary>
    public double? Utilization { get; init; }
}
