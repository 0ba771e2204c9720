using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Figures;
using Orchestrator.Reports.Reproductions.Judging;

namespace Orchestrator.Reports.Reproductions;

/// <summary>What was published of an experiment beside what its sweeps came to.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Tables">The published tables with verdicts.</param>
/// <param name="Claims">The claims with verdicts.</param>
/// <param name="Untested">How many claims the sweeps of this size have nothing for.</param>
/// <param name="Figures">Figures of our results, as SVG.</param>
public sealed record ReproductionReport(
    Experiment Experiment, IReadOnlyList<TableOutcome> Tables, IReadOnlyList<ClaimOutcome> Claims, int Untested,
    IReadOnlyList<DrawnFigure> Figures)
{
    /// <summary>Reads what the sweeps came to and judges it.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="sweeps">Its sweeps in the size that was run.</param>
    /// <param name="store">Where the results are.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<ReproductionReport> BuildAsync(
        Experiment experiment, IReadOnlyList<ExperimentSweep> sweeps, IResultStore store,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var runs = await ExperimentRuns.ReadAsync(sweeps, store, cancellation);
        var tables = new TableJudge(experiment, runs);
        var outcomes = experiment.Tables.Select(tables.Judge).ToList();
        var judge = new ClaimJudge(experiment, runs);
        var claims = experiment.Claims.Select(judge.Judge).OfType<ClaimOutcome>().ToList();
        var artist = new FigureArtist(runs, outcomes);
        return new ReproductionReport(
            experiment, outcomes, claims, experiment.Claims.Count - claims.Count,
            [.. experiment.Figures.Select(artist.Draw).OfType<DrawnFigure>()]);
    }

    /// <summary>How many published numbers and claims have a verdict.</summary>
    public int Count(Verdict verdict) =>
        Tables.Sum(t => t.Cells.Count(c => c.Verdict == verdict)) + Claims.Count(c => c.Verdict == verdict);
}
