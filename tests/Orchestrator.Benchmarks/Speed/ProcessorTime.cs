namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// Processor time of this process, on all its threads: what the runtime does beside the work counts, and other programs
/// on the machine weigh little.
/// </summary>
internal static class ProcessorTime
{
    private const int LeastWarmups = 3;
    private const double WarmupSeconds = 1;
    private const double LeastSeconds = 0.05;

    /// <summary>The seconds that some work takes.</summary>
    public static double Of(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    /// <summary>Does some work over and over, until the runtime has compiled what runs often; the seconds of the last.</summary>
    public static double Warm(Action work)
    {
        var (once, spent) = (0.0, 0.0);
        for (var k = 0; k < LeastWarmups || spent < WarmupSeconds; k++)
        {
            once = Of(work);
            spent += once;
        }

        return once;
    }

    /// <summary>The mean of so many times.</summary>
    public static double Mean(Action work, int times) => Of(() =>
    {
        for (var k = 0; k < times; k++)
            work();
    }) / times;

    /// <summary>How often work of so many seconds is done for one measurement.</summary>
    public static int Times(double seconds) =>
        (int)Math.Clamp(Math.Ceiling(LeastSeconds / Math.Max(seconds, 1e-6)), 1, 200);
}
