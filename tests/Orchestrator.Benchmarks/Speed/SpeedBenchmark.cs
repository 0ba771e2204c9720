namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// The table of the product's speed: each kind of work beside what a user of PyTorch, scikit-learn and joblib would
/// write, by turns on the same cores, and growth, memory and profile of our side. Markdown on the console as results
/// come. Arguments: <c>[--only NAME,...] [--rounds N] [--naive-rounds N] [--reference DIR] [--slots N] [--output FILE]
/// [--quick]</c>. A whole run takes an hour and a half.
/// </summary>
internal static class SpeedBenchmark
{
    private static readonly (string Name, string Title, Action<SpeedOptions, SpeedReport> Run)[] Parts =
    [
        ("steps", "Steps of fused generators", StepSpeed.Run),
        ("mlp", "The published network", NetworkSpeed.Run),
        ("search", "The published random search", SearchSpeed.Run),
        ("models", "Fit and prediction of the other models", ModelSpeed.Run),
        ("sweep", "Whole titanic-boost", SweepSpeed.Run),
        ("growth", "Growth", Growth.Run),
        ("memory", "Memory of a worker", WorkerMemory.Run),
        ("profile", "Where the time of titanic-boost goes", SweepProfile.Run),
    ];

    /// <summary>Runs it; 2 for a part that does not exist.</summary>
    public static int Run(string[] args)
    {
        var options = new SpeedOptions(args);
        var unknown = options.Only.Except(Parts.Select(part => part.Name), StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            Console.Error.WriteLine(
                $"There is no part {string.Join(", ", unknown)}; there are: {string.Join(", ", Parts.Select(part => part.Name))}");
            return 2;
        }

        var report = new SpeedReport(options.Output);
        report.Note($"`speed {string.Join(' ', args)}` {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC, {Machine()}");
        foreach (var (name, title, run) in Parts)
        {
            if (options.Only.Length > 0 && !options.Only.Contains(name))
                continue;
            SpeedReport.Progress($"{title}, {Load()}");
            report.Part(title);
            run(options, report);
        }

        report.Note($"Finished {TimeProvider.System.GetUtcNow():HH:mm} UTC, {Load()}.");
        return 0;
    }

    private static string Machine()
    {
        var model = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[1];
        return $"{Environment.ProcessorCount} processors ({model}), {Load()}";
    }

    private static string Load() => $"load average {string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3])}";
}
