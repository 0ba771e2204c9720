using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Generators.Controls;

/// <summary>
/// Prepares <c>independent</c>, the control that keeps columns and loses what is between them. There is nothing to
/// train. See <see cref="ControlAlgorithms.Independent"/>.
/// </summary>
public sealed class IndependentTrainer : GeneratorTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ControlAlgorithms.Independent;

    /// <inheritdoc/>
    public override IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context) =>
        TableFits.Fit(tasks, context, task => new FittedIndependent(task.Key, task.Table));
}
