using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Worker.Execution;

/// <summary>
/// The stages before the model: split, subset, preprocessing, generator fit and its quality, synthesis. Each is done
/// once and shared.
/// </summary>
internal sealed class BundleStages(
    LeaseGranted granted, TabularDataset dataset, TrainingContext context, LeaseReport report, StageLog stages)
{
    private readonly Sweeps.Planning.SweepPlan _plan = granted.Plan;

    private bool KeepsOrder => _plan.Definition.Spec.Split.KeepsOrder;

    /// <summary>The trials whose training rows could be made, in canonical order. What failed is reported.</summary>
    public IReadOnlyList<TrialCell> Run()
    {
        var trials = granted.Trials.Select(leased => _plan.Grid[leased.Index]).ToList();
        var replicas = Prepare(trials);
        var synthetic = Synthesise(replicas, trials);
        report.AllStarted();
        var cells = new List<TrialCell>();
        var rows = new Dictionary<StageKey, TrainingRows>();
        foreach (var trial in trials.Where(trial => report.IsOpen(trial.Index)))
        {
            var replica = replicas[trial.Seed];
            var key = _plan.Keys.TrainingRows(trial);
            if (!rows.TryGetValue(key, out var composed))
            {
                composed = TrainingRows.Compose(
                    key, replica.Train, synthetic.GetValueOrDefault(trial.Seed), trial.Boost, KeepsOrder);
                rows.Add(key, composed);
            }

            cells.Add(new TrialCell(trial, _plan.Keys.Trial(trial), composed, replica.Test)
            {
                Validation = replica.Validation,
            });
        }

        return cells;
    }

    private Dictionary<Seed, PreparedReplica> Prepare(List<Trial> trials)
    {
        var prepared = new Dictionary<Seed, PreparedReplica>();
        foreach (var seed in trials.Select(trial => trial.Seed).Distinct())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            report.Started(Of(trials, seed));
            try
            {
                prepared.Add(seed, Prepare(seed, Of(trials, seed).Count()));
            }
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
            {
                Fail(trials, seed, e);
            }
        }

        return prepared;
    }

    private PreparedReplica Prepare(Seed seed, int count)
    {
        var fraction = granted.Bundle.Fraction;
        var (train, test) = stages.Run(StageNames.Split, "", count, () =>
            Splits.Split(dataset, _plan.Definition.Spec.Split, _plan.Keys.Split(seed)));
        return stages.Run(StageNames.Subset, "", count, () =>
        {
            var subset = Subsets.Take(train, fraction, _plan.Keys.Subset(fraction, seed));
            var (fit, kept) = _plan.Definition.Spec.Validation is { } validation
                ? Subsets.Keep(subset, validation.Share)
                : (subset, []);
            if (KeepsOrder)
                Array.Sort(fit);
            var preprocessor = Preprocessor.Fit(dataset, fit);
            return new PreparedReplica(seed, preprocessor.Transform(fit), preprocessor.Transform(test))
            {
                Validation = kept.Length == 0 ? null : preprocessor.Transform(kept),
            };
        });
    }

    private Dictionary<Seed, PreparedTable> Synthesise(Dictionary<Seed, PreparedReplica> replicas, List<Trial> trials)
    {
        var synthetic = new Dictionary<Seed, PreparedTable>();
        if (granted.Bundle.Generator is not { } choice)
            return synthetic;
        var largest = trials.Max(trial => trial.Boost);
        var quality = new QualityStage(choice.Algorithm.Name, dataset.Classes, context, stages);
        foreach (var (seed, generator) in FitGenerators(choice, [.. replicas.Values], trials))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            report.Started(Of(trials, seed));
            report.Fitted(quality.AddTo(generator, replicas[seed], Of(trials, seed).Count()));
            try
            {
                synthetic.Add(seed, stages.Run(
                    StageNames.Synthesise, choice.Algorithm.Name, Of(trials, seed).Count(),
                    () => generator.Synthesise(largest.Of(replicas[seed].Train.Labels.Length), context)));
            }
            catch (TrainingException error)
            {
                Fail(trials, seed, error);
            }
        }

        return synthetic;
    }

    private List<(Seed, FittedGenerator)> FitGenerators(
        AlgorithmChoice choice, List<PreparedReplica> replicas, List<Trial> trials)
    {
        var trainer = GeneratorTrainers.Find(choice.Algorithm.Name);
        var tasks = replicas.ConvertAll(replica => new GeneratorFitTask(
            _plan.Keys.GeneratorFit(granted.Bundle.Fraction, choice, replica.Seed), replica.Train));
        var fitted = new List<(Seed, FittedGenerator)>();
        Isolation.Run<GeneratorFit>(
            tasks.Count,
            FitGroup,
            Take,
            (i, error) => Fail(trials, replicas[i].Seed, error));
        return fitted;

        void Take(int i, GeneratorFit fit)
        {
            if (fit.Generator is { } generator)
                fitted.Add((replicas[i].Seed, generator));
            else
                Fail(trials, replicas[i].Seed, fit.Error!);
        }

        IEnumerable<(int, GeneratorFit)> FitGroup(IReadOnlyList<int> group)
        {
            var concerned = group.SelectMany(i => Of(trials, replicas[i].Seed)).ToList();
            report.Started(concerned);
            using var stage = stages.Enter(StageNames.FitGenerator, choice.Algorithm.Name, concerned.Count);
            var fits = stage.Run(() => trainer.Fit([.. group.Select(i => tasks[i])], choice.Settings, context));
            if (fits.FirstOrDefault(fit => fit.Error is not null) is { } failed)
                stage.Failed(failed.Error!);
            return group.Zip(fits);
        }
    }

    private static IEnumerable<long> Of(List<Trial> trials, Seed seed) =>
        trials.Where(trial => trial.Seed == seed).Select(trial => trial.Index);

    private void Fail(List<Trial> trials, Seed seed, Exception error)
    {
        foreach (var trial in trials.Where(trial => trial.Seed == seed))
            report.Threw(trial.Index, error);
    }
}
