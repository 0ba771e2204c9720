using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>
/// Measures how good and how private generated rows are. Stateless and thread-safe; a pure function of its arguments.
/// Chance (which rows, folds, first centres, trees) follows from the key by purposes of its own. Whatever the tables
/// hold, there is a result without NaN: what cannot be measured is null.
/// </summary>
public static class QualityMeasurer
{
    /// <summary>Measures.</summary>
    /// <param name="key">The key of the generator fit.</param>
    /// <param name="training">The rows that the generator was fitted on.</param>
    /// <param name="holdout">Rows of the same features that nothing was fitted on; may be none.</param>
    /// <param name="generated">Rows that it generated, best as many as training rows; may be none.</param>
    /// <param name="classes">What the classes are called; empty for a numeric target.</param>
    /// <param name="context">The clock and the token.</param>
    /// <exception cref="ArgumentException">The tables do not have the same features and target.</exception>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    public static GeneratorQuality Measure(
        StageKey key,
        PreparedTable training,
        PreparedTable holdout,
        PreparedTable generated,
        IReadOnlyList<string> classes,
        TrainingContext context)
    {
        RequireAlike(training, holdout, nameof(holdout));
        RequireAlike(training, generated, nameof(generated));
        var columns = QualityColumn.Of(training, classes);
        var everything = QualityRows.Of(columns, training);
        var real = Chosen(everything, key, 0);
        var held = Chosen(QualityRows.Of(columns, holdout), key, 1);
        var made = Chosen(QualityRows.Of(columns, generated), key, 2);
        context.Cancellation.ThrowIfCancellationRequested();
        var forest = new SmallForest(key, context);
        var isEmpty = real.Count == 0 || made.Count == 0;
        var asMany = Math.Min(real.Count, made.Count);
        var (copied, repeated) = RowCopies.Of(everything, made);
        var neighbourhoods = Neighbourhoods.Of(real, made);
        var closest = ClosestRecords.Of(real, held, made);
        return new GeneratorQuality
        {
            TrainingRows = real.Count,
            GeneratedRows = made.Count,
            HoldoutRows = held.Count,
            Columns = isEmpty ? [] : ColumnFidelities.Of(real, made),
            CorrelationDifference = CorrelationDifference.Of(real, made),
            DetectionAuc = DetectionTest.Auc(real, made, key, forest),
            SyntheticUtility = SyntheticUtility.Score(made.First(asMany), held, forest),
            RealUtility = SyntheticUtility.Score(real.First(asMany), held, forest),
            Density = neighbourhoods.Density,
            Coverage = neighbourhoods.Coverage,
            ModesHit = RealModes.Hit(real, made, key),
            CopiedShare = copied,
            RepeatedShare = repeated,
            ClosestTraining = closest.Training,
            ClosestHoldout = closest.Holdout,
            CloserToTraining = closest.CloserToTraining,
            MembershipAuc = MembershipAttack.Auc(real, held, made),
        };
    }

    // In random order even where all are taken: the first of them are a random part.
    private static QualityRows Chosen(QualityRows rows, StageKey key, int kind)
    {
        var order = new int[rows.Count];
        new RandomStream(key.Value, RandomPurpose.QualityRows, kind).Permutation(0, order);
        return rows.Take(order.AsSpan(0, Math.Min(rows.Count, GeneratorQuality.MostRows)));
    }

    private static void RequireAlike(PreparedTable training, PreparedTable other, string name)
    {
        if (other.Features.Columns != training.Features.Columns || other.ClassCount != training.ClassCount
            || other.Targets is null != training.Targets is null)
        {
            throw new ArgumentException("The tables do not have the same features and target.", name);
        }
    }
}
