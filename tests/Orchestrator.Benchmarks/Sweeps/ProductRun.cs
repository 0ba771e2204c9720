using System.Diagnostics;
using Orchestrator.Benchmarks.Orchestration.Cluster;
using Orchestrator.Sweeps.BuiltIn;

namespace Orchestrator.Benchmarks.Sweeps;

/// <summary>
/// A sweep by a process <c>orchestrator run</c> with nothing in the store, from its start to its end. The store lasts
/// as long as this object.
/// </summary>
internal sealed class ProductRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-benchmark-");

    private ProductRun()
    {
    }

    /// <summary>The folder of the store.</summary>
    public string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Seconds by the clock.</summary>
    public double Seconds { get; private set; }

    /// <summary>Seconds of all processors, as last seen before its end.</summary>
    public double ProcessorSeconds { get; private set; }

    /// <summary>The text of titanic-boost with so many seeds.</summary>
    public static string TitanicBoost(int seeds) =>
        BuiltInSweeps.Find("titanic-boost")!.Text.Replace("seeds: 5", $"seeds: {seeds}", StringComparison.Ordinal);

    /// <summary>Runs a sweep of this text.</summary>
    public static ProductRun Run(string text, int slots)
    {
        var run = new ProductRun();
        try
        {
            run.RunAsync(text, slots).GetAwaiter().GetResult();
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task RunAsync(string text, int slots)
    {
        var sweep = Path.Combine(_folder.FullName, "sweep.yaml");
        await File.WriteAllTextAsync(sweep, text);
        await using var process = ClusterProcess.Orchestrator(
            "run", sweep, "--data", Data, "--slots", $"{slots}", "--quiet");
        ProcessorSeconds = (await process.EndAsync()).Seconds;
        Seconds = Stopwatch.GetElapsedTime(process.Started).TotalSeconds;
    }
}
