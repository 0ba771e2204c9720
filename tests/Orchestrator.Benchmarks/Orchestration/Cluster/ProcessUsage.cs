using System.Globalization;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>What a process has used, read from /proc.</summary>
/// <param name="Seconds">Processor time since its start, in seconds.</param>
/// <param name="ResidentBytes">Memory that it holds now, in bytes.</param>
/// <param name="PeakBytes">The most that it held, in bytes.</param>
internal readonly record struct ProcessUsage(double Seconds, long ResidentBytes, long PeakBytes)
{
    private const double TicksPerSecond = 100;

    /// <summary>Both together.</summary>
    public static ProcessUsage operator +(ProcessUsage a, ProcessUsage b) =>
        new(a.Seconds + b.Seconds, a.ResidentBytes + b.ResidentBytes, a.PeakBytes + b.PeakBytes);

    /// <summary>One process, with the time of those of its children that have ended; nothing where it is gone.</summary>
    public static ProcessUsage Of(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            // The name, in brackets, may hold blanks: utime, stime, cutime and cstime count from behind it.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            var ticks = fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
            var status = File.ReadAllLines($"/proc/{process}/status");
            return new ProcessUsage(ticks / TicksPerSecond, Bytes(status, "VmRSS:"), Bytes(status, "VmHWM:"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    /// <summary>A process and all that come from it.</summary>
    public static ProcessUsage OfTree(int process)
    {
        var usage = Of(process);
        foreach (var child in Children(process))
            usage += OfTree(child);
        return usage;
    }

    /// <summary>The process that was started with these arguments one after the other; null where there is none.</summary>
    public static int? Find(params string[] arguments)
    {
        var wanted = $"\0{string.Join('\0', arguments)}\0";
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process))
                continue;
            try
            {
                if (File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(wanted, StringComparison.Ordinal))
                    return process;
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile.
            }
        }

        return null;
    }

    private static List<int> Children(int process)
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories($"/proc/{process}/task")
                    .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' '))
                    .Where(id => id.Length > 0)
                    .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
            ];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static long Bytes(string[] status, string name) =>
        status.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture)
            : 0;
}
