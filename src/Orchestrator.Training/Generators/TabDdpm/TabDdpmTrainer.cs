using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// Trains <c>tab-ddpm</c>, a diffusion of numbers and categories (Kotelnikov et al. 2023). Tasks of one shape (rows,
/// columns, categories, classes) form groups that train fused. See <see cref="TabDdpmAlgorithm"/> for its settings.
/// </summary>
public sealed class TabDdpmTrainer : GeneratorTrainer
{
    private const int FewestRows = 2;

    private readonly ReplicaGroups _groups;

    /// <summary>The trainer.</summary>
    public TabDdpmTrainer()
        : this(ReplicaGroups.Standard)
    {
    }

    /// <summary>A trainer with its own way of making groups.</summary>
    internal TabDdpmTrainer(ReplicaGroups groups) => _groups = groups;

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => TabDdpmAlgorithm.Descriptor;

    /// <inheritdoc/>
    public override IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        var read = TabDdpmSettings.Read(settings);
        var fits = new GeneratorFit[tasks.Count];
        var codecs = new DiffusionCodec[tasks.Count];
        for (var t = 0; t < tasks.Count; t++)
        {
            if (tasks[t].Table.Labels.Length < FewestRows)
                fits[t] = new GeneratorFit(null, TooFew(tasks[t].Table.Labels.Length));
            else if ((codecs[t] = new DiffusionCodec(tasks[t].Table, read.Quantiles, read.Rounds)).Shape.Width == 0)
                fits[t] = new GeneratorFit(null, new TrainingException("tab-ddpm needs a column that can vary."));
        }

        var groups = Enumerable.Range(0, tasks.Count).Where(t => fits[t] is null)
            .GroupBy(t => (tasks[t].Table.Labels.Length, codecs[t].Shape.Name));
        foreach (var places in groups.SelectMany(shape => shape.Chunk(_groups.Size(Algorithm, context))))
        {
            using var group = new DiffusionGroup(
                _groups.Engine(context, places.Length), [.. places.Select(t => tasks[t])],
                [.. places.Select(t => codecs[t])], read);
            var trained = group.Train(context);
            for (var k = 0; k < places.Length; k++)
                fits[places[k]] = trained[k];
        }

        return fits;
    }

    private TrainingException TooFew(int rows) =>
        new($"{Algorithm.Name} needs at least {FewestRows} training rows; there are {rows}.");
}
