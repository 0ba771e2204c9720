using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Display;
using Orchestrator.Journal.Locations;
using Orchestrator.Reports.Reproductions;
using Orchestrator.Sweeps.BuiltIn;
using Orchestrator.Training.Classifiers;
using Orchestrator.Worker;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Host.Composition;

/// <summary>Runs the sweeps of a published experiment in this process, one after the other.</summary>
/// <param name="sweeps">The sweeps: see <see cref="Load"/>.</param>
/// <param name="slots">How many bundles run at a time.</param>
internal sealed class ExperimentRunner(IReadOnlyList<(string Name, LoadedSweep Sweep)> sweeps, int slots)
{
    /// <summary>The sweeps as reports take them.</summary>
    public IReadOnlyList<ExperimentSweep> Sweeps { get; } =
        [.. sweeps.Select(s => new ExperimentSweep(s.Name, s.Sweep.Plan))];

    /// <summary>Reads the sweeps of an experiment.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="quick">Whether in their quick size.</param>
    /// <param name="datasets">The folder of the data that the program does not bring; null: the current one.</param>
    /// <param name="slots">How many bundles run at a time.</param>
    /// <exception cref="Training.Datasets.DatasetException">Data that a sweep needs cannot be used.</exception>
    public static ExperimentRunner Load(Experiment experiment, bool quick, string? datasets, int slots)
    {
        var loaded = experiment.Sweeps.Select(name => (
            name, SweepLoader.Load(quick ? name + BuiltInSweep.Quick : name, datasets))).ToList();
        foreach (var model in loaded.SelectMany(s => s.Item2.Plan.Definition.Spec.Models))
            ClassifierTrainers.Find(model.Algorithm.Name).RequireLibraries();
        return new ExperimentRunner(loaded, slots);
    }

    /// <summary>
    /// Runs them, or takes them up again; what the store has is not run again. How many trials failed; null where the
    /// user stopped it.
    /// </summary>
    public async Task<long?> RunAsync(
        StoreConnection store, DisplayKind display, Terminal terminal, CancellationToken interrupted)
    {
        var shelf = new DatasetShelf();
        foreach (var (_, sweep) in sweeps.DistinctBy(s => s.Sweep.Dataset.ContentHash))
            shelf.Add(sweep.Dataset);
        await using var orchestrator = await EmbeddedOrchestrator.StartAsync(
            store, WorkerOptions.Cpu("local", slots), shelf, terminal.Time);
        var failed = 0L;
        try
        {
            foreach (var (_, sweep) in sweeps)
            {
                var record = sweep.ToRecord(terminal.Time.GetUtcNow());
                var last = await display.Create(terminal)
                    .FollowAsync(orchestrator.RunAsync(sweep.Plan, record, interrupted), interrupted);
                if (last is not { IsFinished: true })
                    return null;
                failed += last.Failed;
                foreach (var error in last.Errors)
                    await terminal.Error.WriteLineAsync($"{record.Name}: {error}");
            }
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return null;
        }

        return failed;
    }
}
