using System.Diagnostics;
using System.Globalization;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Search;

/// <summary>
/// The published random search (20 draws × 3 folds and a fit on all rows: 61 trainings of a network) on the 1047 × 11
/// training part of titanic, beside the same search in PyTorch and scikit-learn, by turns, on the same cores: theirs one
/// search with as many processes as cores, ours as many searches at a time as cores, each on one thread, as slots run
/// trials. Arguments: <c>[--rounds N] [--slots N] [--searches N]</c>, the last the searches of a slot in a round.
/// </summary>
public static class SearchBenchmark
{
    internal const int Trainings = 61;

    /// <summary>Runs it.</summary>
    public static int Run(string[] args)
    {
        var arguments = new BenchmarkArguments(args);
        var rounds = arguments.Number("--rounds", 3);
        var slots = arguments.Number("--slots", Environment.ProcessorCount);
        var searches = arguments.Number("--searches", 2);
        var table = TitanicTable.Train();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{table.Labels.Length} rows, {table.Features.Columns} features, {slots} slots; {Trainings} trainings a search"));
        using var reference = TorchSearch.Start(table, slots);
        _ = Ours(table, slots, 1, 0);
        List<double> ours = [], theirs = [], oursUsed = [], theirsUsed = [];
        for (var round = 1; round <= rounds; round++)
        {
            var mine = Ours(table, slots, searches, round);
            Note("orchestrator", mine, slots * searches, ours, oursUsed);
            if (reference is not null)
                Note("reference", reference.Search(round), 1, theirs, theirsUsed);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"orchestrator {Medians.Of(ours):F2} trainings/s, {Medians.Of(oursUsed):F2} a processor second"));
        if (reference is null)
            return 1;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"reference    {Medians.Of(theirs):F2} trainings/s, {Medians.Of(theirsUsed):F2} a processor second"));
        var (byClock, byProcessor) = (Medians.Of(ours) / Medians.Of(theirs), Medians.Of(oursUsed) / Medians.Of(theirsUsed));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ratio        {byClock:F2} times the reference's trainings a second; {byProcessor:F2} by processor time"));
        return 0;
    }

    private static void Note(string who, SearchTime time, int count, List<double> rates, List<double> used)
    {
        rates.Add(count * Trainings / time.Seconds);
        used.Add(count * Trainings / time.ProcessorSeconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {who,-13}{count} × {Trainings} in {time.Seconds:F1} s, {time.ProcessorSeconds:F1} s of processors: "
            + $"{rates[^1]:F2} trainings/s; best {time.Score:F4} {time.Best}"));
    }

    /// <summary>As many searches at a time as there are slots, so many by each.</summary>
    internal static SearchTime Ours(PreparedTable table, int slots, int searches, int round)
    {
        var trainer = ClassifierTrainers.Find("mlp");
        var settings = SettingValues.Defaults(trainer.Algorithm).With("search", "published");
        var found = new SearchRecord[slots * searches];
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, slots).Select(slot => new Thread(() =>
        {
            for (var s = slot; s < found.Length; s += slots)
            {
                var key = new TrialKey(Digest.Of([(byte)s, (byte)round]));
                var task = new ClassifierFitTask(key, table.Features, table.Labels, table.ClassCount);
                foreach (var fit in trainer.Fit([task], settings, TrainingContext.Cpu))
                {
                    using var classifier = fit.Classifier;
                    found[s] = fit.Search!;
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var seconds = clock.Elapsed.TotalSeconds;
        process.Refresh();
        var wrong = found.FirstOrDefault(search => search.Fits != Trainings);
        if (wrong is not null)
            throw new InvalidOperationException($"A search made {wrong.Fits} fits, not {Trainings}.");
        return new SearchTime(
            seconds, (process.TotalProcessorTime - before).TotalSeconds,
            found[0].Members.Max(member => member.Scores.DefaultIfEmpty(0).Average()), found[0].Chosen.Replace(' ', ','));
    }
}
