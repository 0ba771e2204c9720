using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Classifiers;

/// <summary>
/// A trainer of classes and of numeric targets that does not fuse: one task per step of the enumeration, on the caller's
/// thread.
/// </summary>
internal abstract class TargetTrainer : ClassifierTrainer
{
    /// <inheritdoc/>
    public sealed override IEnumerable<ClassifierFit> Fit(
        IReadOnlyList<ClassifierFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        for (var k = 0; k < tasks.Count; k++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var start = context.Time.GetTimestamp();
            var (classifier, record, error) = FitChecked(tasks[k], settings, context);
            yield return new ClassifierFit(k, classifier, context.Time.GetElapsedTime(start).TotalSeconds)
            {
                Record = record,
                Error = error,
            };
        }
    }

    /// <summary>Fits a task with a numeric target, or whose labels hold at least two classes.</summary>
    /// <param name="task">The task.</param>
    /// <param name="present">The classes that its labels hold; null for a numeric target.</param>
    /// <param name="settings">All settings of <see cref="ClassifierTrainer.Algorithm"/>.</param>
    /// <param name="context">The clock and the token.</param>
    protected abstract Outcome FitOne(
        ClassifierFitTask task, PresentClasses? present, SettingValues settings, TrainingContext context);

    private Outcome FitChecked(ClassifierFitTask task, SettingValues settings, TrainingContext context)
    {
        var given = task.Targets?.Length ?? task.Labels.Length;
        if (task.Features.Values.Length == 0 || task.Features.Rows != given)
        {
            throw new TrainingException(
                $"{Algorithm.Name} needs rows, columns and as many targets as rows: "
                + $"{task.Features.Rows} × {task.Features.Columns} and {given} targets were given.");
        }

        if (task.Targets is not null)
            return FitOne(task, null, settings, context);
        var present = PresentClasses.Of(task.Labels, task.ClassCount);
        return present.Classes.Length == 1
            ? new Outcome(ConstantClassifier.Of(present, task.ClassCount))
            : FitOne(task, present, settings, context);
    }

    /// <summary>What a fit came to.</summary>
    /// <param name="Classifier">The classifier; null exactly where there is an error.</param>
    /// <param name="Record">How it went, of trainers that have epochs.</param>
    /// <param name="Error">Why there is no classifier.</param>
    protected sealed record Outcome(
        FittedClassifier? Classifier, FitRecord? Record = null, TrainingException? Error = null);
}
