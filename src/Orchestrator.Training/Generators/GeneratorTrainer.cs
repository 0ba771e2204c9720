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

    /// <summary>Fits K generators, fused where their shapes agree; results in the order of the tasks.</summary>
    /// <exception cref="TrainingException">
    /// The data cannot be fitted (too few rows, a loss that is not finite).
    /// </exception>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    public abstract IReadOnlyList<FittedGenerator> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context);
}

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
}
