namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// Processor time of this process, on all its threads: what the runtime does beside the work counts, and other programs
/// on the machine weigh little.
/// </summary>
internal static class ProcessorTime
{
    /// <summary>The seconds that some work takes.</summary>
    public static double Of(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
