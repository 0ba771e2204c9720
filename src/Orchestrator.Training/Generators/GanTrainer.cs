using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// What both GAN trainers share: tasks of one shape (rows, columns, classes) form groups that train fused.
/// </summary>
public abstract class GanTrainer : GeneratorTrainer
{
    private const int FewestRows = 2;

    private readonly Func<string, int, FusionEngine> _engines;
    private readonly Func<string, int> _limit;

    /// <summary>A trainer with its choice of engine and group size.</summary>
    private protected GanTrainer(Func<string, int, FusionEngine> engines, Func<string, int> limit) =>
        (_engines, _limit) = (engines, limit);

    /// <inheritdoc/>
    public override IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        foreach (var task in tasks)
        {
            if (task.Table.Labels.Length < FewestRows)
            {
                throw new TrainingException(
                    $"{Algorithm.Name} needs at least {FewestRows} training rows; "
                    + $"there are {task.Table.Labels.Length}.");
            }
        }

        var fitted = new GeneratorFit[tasks.Count];
        var groups = Enumerable.Range(0, tasks.Count)
            .GroupBy(t => (tasks[t].Table.Labels.Length, tasks[t].Table.Features.Columns, tasks[t].Table.ClassCount))
            .SelectMany(shape => shape.Chunk(_limit(context.Device)));
        foreach (var places in groups)
        {
            using var group = Group(
                _engines(context.Device, places.Length), [.. places.Select(t => tasks[t])], settings);
            var trained = group.Train(context);
            for (var k = 0; k < places.Length; k++)
                fitted[places[k]] = new GeneratorFit(trained[k]);
        }

        return fitted;
    }

    /// <summary>A group of tasks of one shape on an engine, which it owns.</summary>
    private protected abstract GanGroup Group(
        FusionEngine engine, IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings);
}
