using System.Globalization;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators.PerClass;

namespace Orchestrator.Training.Generators.Tabular;

/// <summary>
/// What the trainers with mode-specific normalisation share: tables are coded one by one; those of one layout form
/// groups that train fused.
/// </summary>
public abstract class TabularTrainer : GeneratorTrainer
{
    private const int FewestRows = 2;

    private readonly ReplicaGroups _groups;

    /// <summary>A trainer with its way of making groups.</summary>
    private protected TabularTrainer(ReplicaGroups groups) => _groups = groups;

    /// <inheritdoc/>
    public override IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context) =>
        settings.Flag("per-class")
            ? PerClassFits.Fit(tasks, parts => FitJoint(parts, settings, context))
            : FitJoint(tasks, settings, context);

    /// <summary>What two tasks of one layout must also have in common to train together.</summary>
    private protected abstract int Steps(int rows, SettingValues settings);

    /// <summary>A group of tasks of one layout on an engine, which it owns.</summary>
    private protected abstract TabularGroup Group(
        FusionEngine engine, IReadOnlyList<CodedTask> tasks, SettingValues settings);

    /// <summary>The modes that numbers are taken apart into.</summary>
    internal static TabularOptions Options(SettingValues settings) => new(
        settings.Integer("modes"), settings.Real("mode-concentration"), settings.Real("mode-weight"));

    private GeneratorFit[] FitJoint(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        var fits = new GeneratorFit[tasks.Count];
        var coded = new CodedTask?[tasks.Count];
        for (var t = 0; t < tasks.Count; t++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            coded[t] = Code(tasks[t], Options(settings), context, out fits[t]);
        }

        var groups = Enumerable.Range(0, tasks.Count).Where(t => coded[t] is not null)
            .GroupBy(t => (Layout(coded[t]!.Codec), Steps(tasks[t].Table.Labels.Length, settings)));
        foreach (var places in groups.SelectMany(group => group.Chunk(_groups.Size(Algorithm, context))))
        {
            using var group = Group(
                _groups.Engine(context, places.Length), [.. places.Select(t => coded[t]!)], settings);
            var trained = group.Train(context);
            for (var k = 0; k < places.Length; k++)
                fits[places[k]] = trained[k];
        }

        return fits;
    }

    private CodedTask? Code(
        GeneratorFitTask task, TabularOptions options, TrainingContext context, out GeneratorFit fit)
    {
        fit = new GeneratorFit(null);
        var rows = task.Table.Labels.Length;
        if (rows < FewestRows)
        {
            fit = new GeneratorFit(null, new TrainingException(
                $"{Algorithm.Name} needs at least {FewestRows} training rows; there are {rows}."));
            return null;
        }

        try
        {
            var started = context.Time.GetTimestamp();
            var codec = new TabularCodec(task.Table, task.Key, options);
            return new CodedTask(task, codec, context.Time.GetElapsedTime(started).TotalSeconds);
        }
        catch (TrainingException error)
        {
            fit = new GeneratorFit(null, error);
            return null;
        }
    }

    private static string Layout(TabularCodec codec) => string.Join(
        ' ', codec.Spans.Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.Kind}{span.Width}")));
}
