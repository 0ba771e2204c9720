using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Generators.Controls;
using Orchestrator.Training.Generators.PerClass;

namespace Orchestrator.Training.Generators.Smote;

/// <summary>
/// Prepares <c>smote</c>: each class has the neighbours of its own rows, and the rows of the classes take turns by
/// their shares of the training rows. See <see cref="ControlAlgorithms.Smote"/> for its settings.
/// </summary>
public sealed class SmoteTrainer : GeneratorTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => ControlAlgorithms.Smote;

    /// <inheritdoc/>
    public override IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        var k = settings.Integer("k");
        return TableFits.Fit(tasks, context, task => task.Table.Targets is null
            ? new FittedPerClass(
                task.Key,
                [
                    .. ClassPart.Of(task).Select(part => new FittedPart(
                        part.Class, part.Task.Table.Labels.Length, Take(part.Task))),
                ],
                task.Table)
            : Take(task));

        FittedSmote Take(GeneratorFitTask task) => new(task.Key, task.Table, k, context);
    }
}
