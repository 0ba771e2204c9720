using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Classifiers;

/// <summary>A trainer that does not fuse: one task per step of the enumeration, on the caller's thread.</summary>
internal abstract class SingleFitTrainer : ClassifierTrainer
{
    /// <inheritdoc/>
    public sealed override IEnumerable<ClassifierFit> Fit(
        IReadOnlyList<ClassifierFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        for (var k = 0; k < tasks.Count; k++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var start = context.Time.GetTimestamp();
            var classifier = FitChecked(tasks[k], settings, context);
            yield return new ClassifierFit(k, classifier, context.Time.GetElapsedTime(start).TotalSeconds);
        }
    }

    /// <summary>Fits one task whose labels hold at least two classes.</summary>
    /// <param name="task">The task.</param>
    /// <param name="present">The classes that its labels hold.</param>
    /// <param name="settings">All settings of <see cref="ClassifierTrainer.Algorithm"/>.</param>
    /// <param name="context">The clock and the token.</param>
    protected abstract FittedClassifier FitOne(
        ClassifierFitTask task, PresentClasses present, SettingValues settings, TrainingContext context);

    /// <summary>Fits one task whose target is a number; for algorithms that regress.</summary>
    /// <param name="task">The task.</param>
    /// <param name="targets">Its targets, one a row, all finite.</param>
    /// <param name="settings">All settings of <see cref="ClassifierTrainer.Algorithm"/>.</param>
    /// <param name="context">The clock and the token.</param>
    protected virtual FittedClassifier FitNumbers(
        ClassifierFitTask task, double[] targets, SettingValues settings, TrainingContext context) =>
        throw new TrainingException($"{Algorithm.Name} does not predict numbers.");

    private FittedClassifier FitChecked(ClassifierFitTask task, SettingValues settings, TrainingContext context)
    {
        var targets = task.Targets?.Length ?? task.Labels.Length;
        if (task.Features.Values.Length == 0 || task.Features.Rows != targets)
        {
            throw new TrainingException(
                $"{Algorithm.Name} needs rows, columns and as many labels as rows: "
                + $"{task.Features.Rows} × {task.Features.Columns} and {targets} labels were given.");
        }

        if (task.Targets is not null)
            return FitNumbers(task, task.Targets, settings, context);
        var present = PresentClasses.Of(task.Labels, task.ClassCount);
        return present.Classes.Length == 1
            ? ConstantClassifier.Of(present, task.ClassCount)
            : FitOne(task, present, settings, context);
    }
}
