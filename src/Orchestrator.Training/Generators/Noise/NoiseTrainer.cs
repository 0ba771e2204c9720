using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Generators.PerClass;

namespace Orchestrator.Training.Generators.Noise;

/// <summary>
/// Prepares <c>noise</c>: real rows with Gaussian noise on their numbers. There is nothing to train. See <see
/// cref="GeneratorAlgorithms.Noise"/> for its settings.
/// </summary>
public sealed class NoiseTrainer : GeneratorTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => GeneratorAlgorithms.Noise;

    /// <inheritdoc/>
    public override IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        var sigma = settings.Real("sigma");
        return settings.Flag("per-class")
            ? PerClassFits.Fit(tasks, parts => [.. parts.Select(part => Take(part, sigma))])
            : [.. tasks.Select(task => Take(task, sigma))];
    }

    private static GeneratorFit Take(GeneratorFitTask task, double sigma) => task.Table.Labels.Length == 0
        ? new GeneratorFit(null, new TrainingException("There is no training row."))
        : new GeneratorFit(new FittedNoise(task.Key, task.Table, sigma));
}
