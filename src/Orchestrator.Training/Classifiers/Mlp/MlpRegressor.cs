using Orchestrator.Training.Fusion;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>A fitted <c>mlp</c> of a numeric target. Thread-safe; holds plain arrays.</summary>
internal sealed class MlpRegressor(FoldedNetwork network, int features, TargetScale scale) : FittedClassifier
{
    /// <inheritdoc/>
    public override Predictions Predict(Matrix rows)
    {
        if (rows.Columns != features)
            throw new ArgumentException($"{features} columns wanted, {rows.Columns} given.", nameof(rows));
        var outputs = network.Run(MlpRows.Pad(rows, Block.PadColumns(features)));
        var values = new double[rows.Rows];
        for (var i = 0; i < values.Length; i++)
            values[i] = scale.Mean + (scale.Deviation * outputs[i * network.OutputColumns]);
        return new Predictions(new int[rows.Rows], null) { Values = values };
    }
}
