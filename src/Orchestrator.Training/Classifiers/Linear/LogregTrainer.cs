using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Linear;

/// <summary>
/// L2-regularised logistic regression by <see cref="TrustRegionNewton"/>, as liblinear has it: the intercept is the
/// weight of a constant feature and penalised with the others; one class against the rest for more than two classes.
/// </summary>
internal sealed class LogregTrainer : SingleFitTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ModelAlgorithms.Logreg;

    /// <inheritdoc/>
    protected override FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context)
    {
        var bias = settings.Real("intercept-scaling");
        var (rows, classes) = (task.Features.Rows, present.Classes.Length);
        using var objective = new LogisticObjective(task.Features, bias, settings.Real("c"));
        var newton = new TrustRegionNewton(objective, context.Cancellation);
        var weights = new Matrix(classes, task.Features.Columns);
        var intercepts = new double[classes];
        for (var k = classes == 2 ? 1 : 0; k < classes; k++)
        {
            objective.SetPositives(present.Codes, k);
            // The rarer class sets how near to the optimum it must come, as in liblinear.
            var positives = present.Counts[present.Classes[k]];
            var rarer = Math.Min(positives, rows - positives);
            var w = newton.Minimise(settings.Real("tolerance") * rarer / rows);
            w.AsSpan(..^1).CopyTo(weights.Row(k));
            intercepts[k] = w[^1] * bias;
        }

        if (classes == 2)
        {
            for (var j = 0; j < weights.Columns; j++)
                weights[0, j] = -weights[1, j];
            intercepts[0] = -intercepts[1];
        }

        return new LinearClassifier(weights, intercepts, present.Classes, task.ClassCount);
    }
}
