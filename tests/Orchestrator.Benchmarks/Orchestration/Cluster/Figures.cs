using System.Globalization;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>How figures are printed: a name, a number and what it is to be compared with.</summary>
internal static class Figures
{
    /// <summary>Prints one figure.</summary>
    public static void Print(string name, double value, string format = "N0", string remark = "") =>
        Console.WriteLine(
            $"{name,-48}{value.ToString(format, CultureInfo.InvariantCulture),12}  {remark}".TrimEnd());

    /// <summary>Prints how busy the machine is with other things: figures by the clock depend on it.</summary>
    public static void PrintLoad() => Console.WriteLine(
        $"{Environment.ProcessorCount} processors, load average {File.ReadAllText("/proc/loadavg")[..14]}");

    /// <summary>Prints processor time by process, and for each trial.</summary>
    public static void PrintUsage(ClusterUsage usage, long trials)
    {
        Print("  processor time of the coordinator, s", usage.Coordinator.Seconds, "N1");
        Print("  processor time of the workers, s", usage.Workers.Seconds, "N1");
        if (usage.Database.Seconds > 0)
            Print("  processor time of the database server, s", usage.Database.Seconds, "N1");
        Print("  processor time of all for each trial, µs", usage.Seconds / trials * 1e6, "N1");
        Print("  trials a second of processor time, on 2 cores", 2 * trials / usage.Seconds);
        Print("  most memory of the coordinator, MB", usage.Coordinator.PeakBytes / 1e6);
        Print("  most memory of the workers, all together, MB", usage.Workers.PeakBytes / 1e6);
    }
}
