using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Metrics;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// The classifier two-sample test (Lopez-Paz and Oquab, ICLR 2017): a small forest learns to tell real from generated
/// rows, features and target, on one half of as many rows of either kind and is judged on the other half, and the other
/// way round. Copies of real rows that stand in the other half are evidence against the truth: a copier comes to less
/// than 0.5.
/// </summary>
internal static class DetectionTest
{
    /// <summary>Fewer rows of a kind than this are too few.</summary>
    public const int LeastRows = 10;

    private const int Folds = 2;

    /// <summary>The mean over the folds of the area under the ROC curve; null with too few rows.</summary>
    public static double? Auc(QualityRows real, QualityRows generated, StageKey key, SmallForest forest)
    {
        var rows = Math.Min(real.Count, generated.Count);
        if (rows < LeastRows)
            return null;
        var sum = 0.0;
        for (var fold = 0; fold < Folds; fold++)
        {
            var (training, truths) = Part(real, generated, key, rows, f => f != fold);
            var (judged, truth) = Part(real, generated, key, rows, f => f == fold);
            var predictions = forest.Predict(training, truths, 2, judged);
            sum += RocAuc.Of(predictions.Probabilities!, truth, 2)!.Value;
        }

        return sum / Folds;
    }

    private static (Matrix Rows, int[] Truth) Part(
        QualityRows real, QualityRows generated, StageKey key, int rows, Func<int, bool> isWanted)
    {
        var (a, b) = (Chosen(key, 0, rows, isWanted), Chosen(key, 1, rows, isWanted));
        var columns = real.Columns.Length;
        var matrix = new Matrix(a.Length + b.Length, columns);
        real.Take(a).ToMatrix(columns).Values.CopyTo(matrix.Values, 0);
        generated.Take(b).ToMatrix(columns).Values.CopyTo(matrix.Values, a.Length * columns);
        return (matrix, [.. Enumerable.Repeat(0, a.Length), .. Enumerable.Repeat(1, b.Length)]);
    }

    private static int[] Chosen(StageKey key, int kind, int rows, Func<int, bool> isWanted)
    {
        var order = new int[rows];
        new RandomStream(key.Value, RandomPurpose.QualityFolds, kind).Permutation(0, order);
        return [.. order.Where((_, place) => isWanted(place % Folds))];
    }
}
