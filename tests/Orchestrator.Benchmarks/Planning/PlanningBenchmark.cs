using System.Diagnostics;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Benchmarks.Planning;

/// <summary>
/// Reads and plans a sweep of ten million trials, asks for its summary and walks all of its bundles: seconds, megabytes
/// allocated and the growth of the process. The bound: under 1 s and 100 MB.
/// </summary>
public static class PlanningBenchmark
{
    private const string Sweep = """
        name: ten-million
        dataset: titanic
        fractions: 0.01..1 step 0.01
        boosts: [0, 0.1..9.9 step 0.1]
        generators: [wgan-gp, dcgan]
        models: [logreg, svc, random-forest, decision-tree, knn]
        seeds: 101
        """;

    private const string Header = "                             seconds   MB allocated   MB resident growth";

    /// <summary>Runs the benchmark. With <c>--keys</c> it also works out every hundredth trial's key.</summary>
    public static int Run(string[] args)
    {
        using var process = Process.GetCurrentProcess();
        var residentBefore = process.WorkingSet64;
        Console.WriteLine(Header);
        var plan = Measure("read and plan", Plan);
        var summary = Measure("summary", () => PlanSummary.Of(plan));
        var trials = Measure("walk all bundles", () => Walk(plan));
        if (args.Contains("--keys"))
            Measure("every 100th trial key", () => Keys(plan));
        process.Refresh();
        Console.WriteLine($"resident growth in all: {(process.WorkingSet64 - residentBefore) / 1e6:F1} MB");
        Console.WriteLine($"{summary.Trials:N0} trials, {summary.Bundles:N0} bundles, "
            + $"{summary.GeneratorTrainings:N0} generator trainings "
            + $"({summary.GeneratorTrainingsUnshared:N0} without sharing), {trials:N0} trials walked");
        return trials == summary.Trials ? 0 : 1;

        T Measure<T>(string what, Func<T> work)
        {
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            process.Refresh();
            var resident = process.WorkingSet64;
            var watch = Stopwatch.StartNew();
            var result = work();
            watch.Stop();
            process.Refresh();
            Console.WriteLine($"{what,-26} {watch.Elapsed.TotalSeconds,9:F3} "
                + $"{(GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1e6,14:F2} "
                + $"{(process.WorkingSet64 - resident) / 1e6,20:F1}");
            return result;
        }
    }

    private static SweepPlan Plan()
    {
        var result = SpecReader.Read(Sweep, "ten-million.yaml", SpecVocabulary.Of(["titanic"]));
        if (!result.IsValid)
            throw new InvalidOperationException(string.Join('\n', result.Problems));
        return new SweepPlan(new SweepDefinition(result.Spec, Sweep, Digest.Of("benchmark"u8)));
    }

    private static long Walk(SweepPlan plan)
    {
        long trials = 0;
        for (var index = 0; index < plan.BundleCount; index++)
            trials += plan.Bundle(index).Trials.Count;
        return trials;
    }

    private static int Keys(SweepPlan plan)
    {
        var keys = new HashSet<TrialKey>();
        for (long index = 0; index < plan.Grid.Count; index += 100)
            keys.Add(plan.Keys.Trial(plan.Grid[index]));
        return keys.Count;
    }
}
