using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Generators.PerClass;

namespace Orchestrator.Training.Generators.Controls;

/// <summary>
/// Prepares <c>duplicate</c>, the control that adds rows and no information. There is nothing to train. See <see
/// cref="ControlAlgorithms.Duplicate"/> for its settings.
/// </summary>
public sealed class DuplicateTrainer : GeneratorTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ControlAlgorithms.Duplicate;

    /// <inheritdoc/>
    public override IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context) =>
        settings.Flag("per-class")
            ? PerClassFits.Fit(tasks, parts => TableFits.Fit(parts, context, Take))
            : TableFits.Fit(tasks, context, Take);

    private static FittedDuplicates Take(GeneratorFitTask task) => new(task.Key, task.Table);
}
