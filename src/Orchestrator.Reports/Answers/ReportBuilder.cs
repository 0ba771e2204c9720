using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Comparisons;
using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Answers;

/// <summary>
/// Makes the report of one sweep or more: a function of the plans, the stored results and the options alone, so that
/// the same results give the same document, whenever and wherever it is made.
/// </summary>
public static class ReportBuilder
{
    /// <summary>Reads the results once, page by page, and works out the answer.</summary>
    /// <param name="sweeps">The sweeps, in the order in which they are reported; one named twice counts once.</param>
    /// <param name="options">What it is made by.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="ReportException">
    /// A sweep is a search, has no result yet or is too large, or the sweeps are of several metrics.
    /// </exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<ReportDocument> BuildAsync(
        IReadOnlyList<ReportInput> sweeps, ReportOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sweeps);
        ArgumentNullException.ThrowIfNull(options);
        var inputs = sweeps.DistinctBy(input => input.Plan.Definition.Id).ToList();
        ReportChecks.Require([.. inputs.Select(input => input.Plan.Definition.Spec)]);
        foreach (var input in inputs)
            ReportChecks.RequireSize(input.Plan);
        var trials = new TrialList(options.MostTrials);
        var parts = new List<SweepPart>();
        foreach (var input in inputs)
            parts.Add(await SweepPart.ReadAsync(input, options, trials, cancellation).ConfigureAwait(false));
        return Join(parts, trials, options);
    }

    private static ReportDocument Join(List<SweepPart> parts, TrialList trials, ReportOptions options)
    {
        var answer = SweepComparisons.Join(parts.Select(part => part.Answer));
        return new ReportDocument
        {
            Program = options.Program,
            Level = options.Level,
            Rope = options.Rope,
            Sweeps = [.. parts.Select(part => part.Facts)],
            Verdicts = answer.Verdicts,
            Comparisons = answer.Comparisons,
            Curves = [.. parts.SelectMany(part => part.Curves)],
            Ranks = RankComparisons.Across([.. parts.Select(part => part.Scores)], Judging(options)).Ranks,
            Generators = [.. parts.SelectMany(part => part.Generators)],
            Trials = trials.Kept,
            TrialsLeftOut = trials.LeftOut,
        };
    }

    /// <summary>The options of the comparisons.</summary>
    internal static ComparisonOptions Judging(ReportOptions options) =>
        new() { Level = options.Level, Rope = options.Rope };
}
