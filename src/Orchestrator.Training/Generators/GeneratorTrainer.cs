using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators;

/// <summary>One replica of a generator fit.</summary>
/// <param name="Key">Keys every random number of the fit and of the rows synthesised later.</param>
/// <param name="Table">The training subset, prepared. No test row is in it.</param>
public sealed record GeneratorFitTask(StageKey Key, PreparedTable Table);

/// <summary>
/// Trains one kind of generator. Stateless and thread-safe: several threads may call <see cref="Fit"/> at once.
/// The k-th result is a pure function of the k-th task and the settings: it does not depend on the other tasks.
/// </summary>
public abstract class GeneratorTrainer
{
    /// <summary>The entry of the catalogue that this trainer carries out.</summary>
    public abstract AlgorithmDescriptor Algorithm { get; }

    /// <summary>
    /// Fits K generators, fused where their shapes agree; results in the order of the tasks. One that diverges, or
    /// whose rows are too few, has its error in its place and leaves the others alone.
    /// </summary>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    public abstract IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context);
}

/// <summary>One finished fit: either a generator or why there is none.</summary>
/// <param name="Generator">The fitted generator; null exactly where there is an error.</param>
/// <param name="Error">
/// Why this task could not be fitted although its neighbours could: it diverged, or it has too few rows.
/// </param>
public sealed record GeneratorFit(FittedGenerator? Generator, TrainingException? Error = null);

/// <summary>A generator that was fitted on one training subset. Holds plain arrays, no tensors; thread-safe.</summary>
public abstract class FittedGenerator
{
    /// <summary>How the fit went.</summary>
    public abstract GeneratorTrace Trace { get; }

    /// <summary>
    /// The first <paramref name="count"/> synthetic rows, in the feature space of the table it was fitted on. Row i is
    /// a function of the fit's key and i alone: a larger count only adds rows.
    /// </summary>
    public abstract PreparedTable Synthesise(int count, TrainingContext context);

    /// <summary>
    /// The first <paramref name="count"/> rows of one class, as <see cref="Synthesise"/> gives them in this order; null
    /// where the generator cannot give them without the rows of other classes between them.
    /// </summary>
    internal virtual PreparedTable? SynthesiseClass(int label, int count, TrainingContext context) => null;
}
