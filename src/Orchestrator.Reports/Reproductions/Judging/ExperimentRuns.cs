using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Lookup;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Reproductions.Judging;

/// <summary>What the sweeps of an experiment came to, in memory: they are small.</summary>
internal sealed class ExperimentRuns
{
    private readonly List<Configuration> _configurations = [];
    private readonly List<FitRun> _fits = [];

    /// <summary>The configurations, each with the results of its seeds.</summary>
    public IReadOnlyList<Configuration> Configurations => _configurations;

    /// <summary>The generator fits that have a trace.</summary>
    public IReadOnlyList<FitRun> Fits => _fits;

    /// <summary>Reads all results and traces.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<ExperimentRuns> ReadAsync(
        IReadOnlyList<ExperimentSweep> sweeps, IResultStore store, CancellationToken cancellation)
    {
        var runs = new ExperimentRuns();
        foreach (var sweep in sweeps)
        {
            await runs.ReadResultsAsync(sweep, store, cancellation);
            await runs.ReadTracesAsync(sweep, store, cancellation);
        }

        return runs;
    }

    /// <summary>The configurations that <paramref name="where"/> selects.</summary>
    public IEnumerable<Configuration> Select(TrialSelector where) => _configurations.Where(c => c.IsSelected(where));

    /// <summary>The generator fits that <paramref name="where"/> selects.</summary>
    public IEnumerable<FitRun> SelectFits(TrialSelector where) => _fits.Where(f => f.IsSelected(where));

    private async Task ReadResultsAsync(ExperimentSweep sweep, IResultStore store, CancellationToken cancellation)
    {
        // The seed runs fastest, so the trials of a configuration are neighbours.
        var seeds = sweep.Plan.Definition.Spec.Seeds.Count;
        await foreach (var (index, _, result) in GridLookup.ReadAsync(sweep.Plan, store, cancellation))
        {
            if (index % seeds == 0)
                _configurations.Add(new Configuration(sweep.Name, sweep.Plan.Grid[index], []));
            if (result is not null)
                _configurations[^1].Results.Add(result);
        }
    }

    private async Task ReadTracesAsync(ExperimentSweep sweep, IResultStore store, CancellationToken cancellation)
    {
        var spec = sweep.Plan.Definition.Spec;
        if (spec.Boosts.All(b => b.IsNone))
            return;
        var fits = spec.Fractions.SelectMany(fraction => spec.Generators.SelectMany(
            generator => spec.Seeds.Select(seed => (Fraction: fraction, Generator: generator, Seed: seed)))).ToList();
        var traces = await store.FindTracesAsync(
            [.. fits.Select(f => sweep.Plan.Keys.GeneratorFit(f.Fraction, f.Generator, f.Seed))], cancellation);
        foreach (var (fit, trace) in fits.Zip(traces))
        {
            if (trace is not null)
                _fits.Add(new FitRun(sweep.Name, fit.Fraction, fit.Generator, fit.Seed, trace));
        }
    }
}

/// <summary>One cell of a grid but for the seed.</summary>
/// <param name="Sweep">The sweep, as the experiment names it.</param>
/// <param name="Trial">The first of its trials.</param>
/// <param name="Results">The results of its seeds, in the order of the spec.</param>
internal sealed record Configuration(string Sweep, Trial Trial, List<StoredResult> Results)
{
    /// <summary>Whether a selector asks for it.</summary>
    public bool IsSelected(TrialSelector where) =>
        (where.Sweep is null || where.Sweep == Sweep) && where.Selects(Trial);
}

/// <summary>One fit of a generator.</summary>
internal sealed record FitRun(
    string Sweep, Fraction Fraction, AlgorithmChoice Generator, Seed Seed, GeneratorTrace Trace)
{
    /// <summary>Whether a selector asks for it.</summary>
    public bool IsSelected(TrialSelector where) =>
        (where.Sweep is null || where.Sweep == Sweep) && where.Selects(Fraction, Generator);
}
