using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Boosting;

/// <summary>Boosted trees as a classifier, or for a numeric target.</summary>
/// <param name="booster">The trees, owned.</param>
/// <param name="classes">The classes that they tell apart, at least two; null for a numeric target.</param>
/// <param name="classCount">The classes of the data set; those without rows have probability 0.</param>
internal sealed class BoostedClassifier(Booster booster, int[]? classes, int classCount) : FittedClassifier
{
    /// <inheritdoc/>
    public override Predictions Predict(Matrix features)
    {
        var values = booster.Predict(features);
        if (classes is null)
        {
            return new Predictions(new int[features.Rows], null)
            {
                Values = Array.ConvertAll(values, value => (double)value),
            };
        }

        var probabilities = new Matrix(features.Rows, classCount);
        for (var i = 0; i < features.Rows; i++)
        {
            if (classes.Length == 2)
            {
                probabilities[i, classes[0]] = 1 - (double)values[i];
                probabilities[i, classes[1]] = values[i];
                continue;
            }

            // Single precision's sums are off one by some 1e-7.
            var row = values.AsSpan(i * classes.Length, classes.Length);
            var sum = 0.0;
            foreach (var value in row)
                sum += value;
            for (var p = 0; p < row.Length; p++)
                probabilities[i, classes[p]] = row[p] / sum;
        }

        return new Predictions(ArgMax.Rows(probabilities), probabilities);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        booster.Dispose();
        base.Dispose();
    }
}
