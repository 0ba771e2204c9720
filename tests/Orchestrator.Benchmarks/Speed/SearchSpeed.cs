using Orchestrator.Benchmarks.Search;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>The published random search, as benchmark <c>search</c> has it: the clock on all cores, a training.</summary>
internal static class SearchSpeed
{
    /// <summary>Measures it.</summary>
    public static void Run(SpeedOptions options, SpeedReport report)
    {
        var table = TitanicTable.Train();
        using var reference = TorchSearch.Start(table, options.Slots);
        var searches = options.IsQuick ? 1 : 2;
        _ = SearchBenchmark.Ours(table, options.Slots, 1, 0);
        var (clock, processor) = (
            SpeedComparison.Of("random search 20 × 3 and refit, a training, by the clock"),
            SpeedComparison.Of("the same by processor time"));
        for (var round = 1; round <= options.Rounds; round++)
        {
            var mine = SearchBenchmark.Ours(table, options.Slots, searches, round);
            var trainings = options.Slots * searches * SearchBenchmark.Trainings;
            var other = reference?.Search(round);
            clock.Add(mine.Seconds / trainings, other?.Seconds / SearchBenchmark.Trainings);
            processor.Add(mine.ProcessorSeconds / trainings, other?.ProcessorSeconds / SearchBenchmark.Trainings);
            SpeedReport.Progress($"  search: round {round}, {mine.Seconds:0.0} s and {other?.Seconds:0.0} s");
        }

        report.Compare(clock, 15, NetworkSpeed.Milliseconds);
        report.Compare(processor, null, NetworkSpeed.Milliseconds);
    }
}
