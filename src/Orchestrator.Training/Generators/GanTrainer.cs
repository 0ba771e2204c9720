using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators.PerClass;

namespace Orchestrator.Training.Generators;

/// <summary>
/// What all GAN trainers share: tasks of one shape (rows, columns, classes) form groups that train fused.
/// </summary>
public abstract class GanTrainer : GeneratorTrainer
{
    private const int FewestRows = 2;

    private readonly ReplicaGroups _groups;

    /// <summary>A trainer with its way of making groups.</summary>
    private protected GanTrainer(ReplicaGroups groups) => _groups = groups;

    /// <inheritdoc/>
    public override IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context) =>
        settings.Flag("per-class")
            ? PerClassFits.Fit(tasks, parts => FitJoint(parts, settings, context))
            : FitJoint(tasks, settings, context);

    /// <summary>A group of tasks of one shape on an engine, which it owns.</summary>
    private protected abstract GanGroup Group(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings);

    private GeneratorFit[] FitJoint(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        var fits = new GeneratorFit[tasks.Count];
        var groups = Enumerable.Range(0, tasks.Count)
            .GroupBy(t => (tasks[t].Table.Labels.Length, tasks[t].Table.Features.Columns, tasks[t].Table.ClassCount));
        foreach (var shape in groups)
        {
            if (shape.Key.Length < FewestRows)
            {
                foreach (var place in shape)
                    fits[place] = new GeneratorFit(null, TooFew(shape.Key.Length));
                continue;
            }

            foreach (var places in shape.Chunk(_groups.Size(Algorithm, context)))
            {
                using var group = Group(
                    _groups.Engine(context, places.Length), [.. places.Select(t => tasks[t])], settings);
                var trained = group.Train(context);
                for (var k = 0; k < places.Length; k++)
                    fits[places[k]] = trained[k];
            }
        }

        return fits;
    }

    private TrainingException TooFew(int rows) =>
        new($"{Algorithm.Name} needs at least {FewestRows} training rows; there are {rows}.");
}
