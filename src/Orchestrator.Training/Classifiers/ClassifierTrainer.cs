using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers;

/// <summary>One replica of a classifier fit.</summary>
/// <param name="Key">Keys every random number of the fit.</param>
/// <param name="Features">
/// Training rows, n × d: real ones and, behind them or shuffled among them, synthetic ones.
/// </param>
/// <param name="Labels">n classes, each in 0..<paramref name="ClassCount"/> - 1; all 0 for a numeric target.</param>
/// <param name="ClassCount">
/// How many classes the data set has; some may be missing from the labels. 0 for a numeric target.
/// </param>
public sealed record ClassifierFitTask(TrialKey Key, Matrix Features, int[] Labels, int ClassCount)
{
    /// <summary>n numbers to learn in place of classes, in the target's unit; null for classes.</summary>
    public double[]? Targets { get; init; }
}

/// <summary>One finished fit.</summary>
/// <param name="Task">The position of the task in the list given.</param>
/// <param name="Classifier">The fitted classifier; null exactly where there is an <see cref="Error"/>.</param>
/// <param name="FitSeconds">Seconds spent; a fused group's time is shared equally among its replicas.</param>
public sealed record ClassifierFit(int Task, FittedClassifier? Classifier, double FitSeconds)
{
    /// <summary>Why this task could not be fitted although its neighbours could: it diverged.</summary>
    public TrainingException? Error { get; init; }

    /// <summary>How the fit went, of trainers that have epochs.</summary>
    public FitRecord? Record { get; init; }

    /// <summary>The search that chose the settings, where there was one.</summary>
    public SearchRecord? Search { get; init; }
}

/// <summary>
/// Trains one kind of classifier. Stateless and thread-safe. The k-th classifier is a pure function of the k-th task
/// and the settings: it does not depend on the other tasks.
/// </summary>
public abstract class ClassifierTrainer
{
    /// <summary>The entry of the catalogue that this trainer carries out.</summary>
    public abstract AlgorithmDescriptor Algorithm { get; }

    /// <summary>Loads what native code the trainer needs, so that a program can say at its start what lacks.</summary>
    /// <exception cref="MissingLibraryException">A library is missing; the message names the package.</exception>
    public virtual void RequireLibraries()
    {
    }

    /// <summary>
    /// Fits every task, lazily, each exactly once, and yields the fits as they finish, in any order. Trainers that do
    /// not fuse fit one task per step of the enumeration.
    /// </summary>
    /// <exception cref="TrainingException">
    /// A task cannot be fitted; the caller isolates it by fitting tasks alone.
    /// </exception>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    public abstract IEnumerable<ClassifierFit> Fit(
        IReadOnlyList<ClassifierFitTask> tasks, SettingValues settings, TrainingContext context);

    /// <summary>
    /// Fits every task by settings of its own, as <see cref="Fit"/> does by settings in common; a task that cannot be
    /// fitted comes to an error, its neighbours go on.
    /// </summary>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    internal virtual IEnumerable<ClassifierFit> FitEach(
        IReadOnlyList<(ClassifierFitTask Work, SettingValues Settings)> tasks, TrainingContext context)
    {
        for (var k = 0; k < tasks.Count; k++)
            yield return FitOne(tasks[k].Work, tasks[k].Settings, context) with { Task = k };
    }

    /// <summary>Whether tasks of one call train together: then many are worth having at once.</summary>
    internal virtual bool FusesIn(TrainingContext context) => false;

    private ClassifierFit FitOne(ClassifierFitTask work, SettingValues settings, TrainingContext context)
    {
        var started = context.Time.GetTimestamp();
        try
        {
            return Fit([work], settings, context).Single();
        }
        catch (TrainingException error)
        {
            return new ClassifierFit(0, null, context.Time.GetElapsedTime(started).TotalSeconds) { Error = error };
        }
    }
}

/// <summary>A fitted classifier. Holds plain arrays or an owned native model; dispose it.</summary>
public abstract class FittedClassifier : IDisposable
{
    /// <summary>Predicts rows of the feature space that it was fitted on, m × d.</summary>
    public abstract Predictions Predict(Matrix features);

    /// <inheritdoc/>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
