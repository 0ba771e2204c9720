using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Worker.Execution;

/// <summary>The rows that a model is trained on: real ones and synthetic ones, shuffled.</summary>
/// <param name="Features">n × d.</param>
/// <param name="Labels">n classes; all 0 for a numeric target.</param>
/// <param name="RealRows">How many of them are real.</param>
internal sealed record TrainingRows(Matrix Features, int[] Labels, int RealRows)
{
    /// <summary>n targets, where the target is numeric; otherwise null.</summary>
    public double[]? Targets { get; init; }

    private const ulong ShuffleStream = 0x524F5753; // "ROWS"

    /// <summary>
    /// The real rows, unless they are replaced, with the first synthetic ones, as many as <paramref name="boost"/>
    /// says, in an order that follows from the key of the rows; real rows alone stay in theirs where
    /// <paramref name="keepsOrder"/> says so.
    /// </summary>
    public static TrainingRows Compose(
        StageKey key, PreparedTable real, PreparedTable? synthetic, BoostFactor boost, bool keepsOrder)
    {
        var syntheticRows = boost.Of(real.Labels.Length);
        var realRows = boost.Replaces ? 0 : real.Labels.Length;
        var order = Enumerable.Range(0, realRows + syntheticRows).ToArray();
        if (!keepsOrder || !boost.IsNone)
            new PhiloxSequence(new Philox(key.Value.A, ShuffleStream)).Shuffle(order);
        var features = new Matrix(order.Length, real.Features.Columns);
        var labels = new int[order.Length];
        var targets = real.Targets is null ? null : new double[order.Length];
        for (var row = 0; row < order.Length; row++)
        {
            var (table, source) = order[row] < realRows
                ? (real, order[row])
                : (synthetic!, order[row] - realRows);
            table.Features.Row(source).CopyTo(features.Row(row));
            labels[row] = table.Labels[source];
            if (targets is not null)
                targets[row] = table.Targets![source];
        }

        return new TrainingRows(features, labels, realRows) { Targets = targets };
    }
}
