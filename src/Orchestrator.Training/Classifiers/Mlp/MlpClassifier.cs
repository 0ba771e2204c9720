using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Simd;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>A fitted <c>mlp</c>. Thread-safe; holds plain arrays.</summary>
internal sealed class MlpClassifier(FoldedNetwork network, int features, int classCount) : FittedClassifier
{
    /// <summary>The class that a row of logits stands for; ties go to the smaller class.</summary>
    public static int LabelOf(ReadOnlySpan<float> logits, int classCount)
    {
        if (classCount == 2)
            return logits[0] > 0 ? 1 : 0;
        var best = 0;
        for (var c = 1; c < classCount; c++)
        {
            if (logits[c] > logits[best])
                best = c;
        }

        return best;
    }

    /// <inheritdoc/>
    public override Predictions Predict(Matrix rows)
    {
        if (rows.Columns != features)
            throw new ArgumentException($"{features} columns wanted, {rows.Columns} given.", nameof(rows));
        var outputs = network.Run(MlpRows.Pad(rows, Block.PadColumns(features)));
        var labels = new int[rows.Rows];
        var probabilities = new Matrix(rows.Rows, classCount);
        var parts = new float[network.OutputColumns];
        for (var i = 0; i < labels.Length; i++)
        {
            var logits = outputs.AsSpan(i * network.OutputColumns, network.OutputColumns);
            labels[i] = LabelOf(logits, classCount);
            if (classCount == 2)
            {
                probabilities[i, 1] = 1 / (1 + Math.Exp(-(double)logits[0]));
                probabilities[i, 0] = 1 / (1 + Math.Exp(logits[0]));
                continue;
            }

            Softmax.Row(logits, parts, classCount);
            for (var c = 0; c < classCount; c++)
                probabilities[i, c] = parts[c];
        }

        return new Predictions(labels, probabilities);
    }
}
