using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Generators.Controls;

namespace Orchestrator.Training.Generators.Copula;

/// <summary>
/// Fits <c>gaussian-copula</c>: marginals as they are, and the correlations between them. See <see
/// cref="ControlAlgorithms.GaussianCopula"/> for its settings.
/// </summary>
public sealed class GaussianCopulaTrainer : GeneratorTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ControlAlgorithms.GaussianCopula;

    /// <inheritdoc/>
    public override IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context) =>
        TableFits.Fit(tasks, context, task => new FittedCopula(task.Key, task.Table, context));
}
