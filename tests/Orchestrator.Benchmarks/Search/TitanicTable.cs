using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Benchmarks.Search;

/// <summary>The training part of titanic as the product prepares it: 1047 rows of 11 features.</summary>
internal static class TitanicTable
{
    /// <summary>The rows in a random order, as a trial's are: the file has the first class first.</summary>
    public static PreparedTable Train()
    {
        var dataset = DatasetCatalog.Load("titanic");
        var (train, _) = Splits.Split(dataset, new SplitSpec(0.2, true, 0), new StageKey(Digest.Of([1])));
        new PhiloxSequence(1, 1).Shuffle(train.AsSpan());
        return Preprocessor.Fit(dataset, train).Transform(train);
    }
}
