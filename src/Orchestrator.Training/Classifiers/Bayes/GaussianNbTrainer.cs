using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Bayes;

/// <summary>
/// Naive Bayes with a normal density for every class and feature; the class shares are the priors. A share of the
/// largest feature variance is added to all variances, so that a feature that is constant within a class stays finite.
/// </summary>
internal sealed class GaussianNbTrainer : SingleFitTrainer
{
    /// <summary>
    /// Stands for a variance of 0 where smoothing adds nothing: a table whose columns are all constant.
    /// </summary>
    private const double SmallestVariance = 1e-9;

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.GaussianNb;

    /// <inheritdoc/>
    protected override FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context)
    {
        var (n, d) = (task.Features.Rows, task.Features.Columns);
        var (means, variances) = Moments(task.Features, present.Codes, present.Classes.Length, present);
        var (_, whole) = Moments(task.Features, new int[n], 1, new PresentClasses([0], [n], []));
        var smoothing = settings.Real("var-smoothing") * (d == 0 ? 0 : whole.Values.Max());
        foreach (ref var variance in variances.Values.AsSpan())
            variance = variance + smoothing is > 0 and var smoothed ? smoothed : SmallestVariance;
        var priors = Array.ConvertAll(present.Classes, c => Math.Log((double)present.Counts[c] / n));
        return new GaussianNbClassifier(means, variances, priors, present.Classes, task.ClassCount);
    }

    /// <summary>Mean and population variance of each feature in each group, groups × d: two passes.</summary>
    private static (Matrix Means, Matrix Variances) Moments(
        Matrix features, int[] groups, int count, PresentClasses present)
    {
        var means = new Matrix(count, features.Columns);
        var variances = new Matrix(count, features.Columns);
        for (var i = 0; i < groups.Length; i++)
        {
            var row = features.Row(i);
            var mean = means.Row(groups[i]);
            for (var j = 0; j < row.Length; j++)
                mean[j] += row[j];
        }

        Divide(means, present);
        for (var i = 0; i < groups.Length; i++)
        {
            var row = features.Row(i);
            var mean = means.Row(groups[i]);
            var variance = variances.Row(groups[i]);
            for (var j = 0; j < row.Length; j++)
                variance[j] += (row[j] - mean[j]) * (row[j] - mean[j]);
        }

        Divide(variances, present);
        return (means, variances);
    }

    private static void Divide(Matrix sums, PresentClasses present)
    {
        for (var p = 0; p < sums.Rows; p++)
        {
            foreach (ref var sum in sums.Row(p))
                sum /= present.Counts[present.Classes[p]];
        }
    }
}
