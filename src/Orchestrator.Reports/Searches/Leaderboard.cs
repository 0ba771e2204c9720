using System.Globalization;
using Orchestrator.Reports.Exports;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Reports.Searches;

/// <summary>The best settings that a search across trials came to, and what it saved against the whole grid.</summary>
public static class Leaderboard
{
    private const int Shown = 10;

    /// <summary>Reads the rounds of a search and shows the best proposals.</summary>
    /// <param name="plan">The search.</param>
    /// <param name="source">As in <see cref="SearchReplay.ReadAsync"/>.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public static async Task<SummaryReport> BuildAsync(
        SearchPlan plan, Func<SweepPlan, Task<ITrialSource?>> source, CancellationToken cancellation) =>
        Of(await SearchReplay.ReadAsync(plan, source, cancellation));

    /// <summary>The best proposals of a search that was read.</summary>
    public static SummaryReport Of(SearchReplay replay)
    {
        ArgumentNullException.ThrowIfNull(replay);
        var search = replay.Plan.Search;
        var halves = search.Strategy == SearchStrategy.SuccessiveHalving;
        var columns = new List<TableColumn> { new("", Right: true) };
        columns.AddRange(search.Space.Dimensions.Select(dimension => new TableColumn(dimension.Name, Right: true)));
        if (halves)
            columns.Add(new TableColumn($"share of {search.Resource}", Right: true));
        columns.Add(new TableColumn($"{search.Metric}, kept rows", Right: true));
        columns.Add(new TableColumn("test rows", Right: true));
        var rows = replay.Leaders.Take(Shown).Select((leader, place) => Row(replay, leader, place + 1, halves));
        var best = new TableModel(
            $"Best settings of {replay.Plan.Definition.Spec.Name}", columns, [.. rows]);
        return new SummaryReport([best], Legend(replay), replay.Counts);
    }

    private static List<string> Row(SearchReplay replay, SearchOutcome leader, int place, bool halves)
    {
        var search = replay.Plan.Search;
        var score = MetricNames.SmallerIsBetter(search.Metric) ? -leader.Score : leader.Score;
        var cells = new List<string> { Text(place, "0") };
        cells.AddRange(leader.Proposal.Values);
        if (halves)
            cells.Add(Text(leader.Proposal.Share, "0.###"));
        cells.Add(Text(score, "0.0000"));
        cells.Add(Text(replay.TestScoreOf(leader.Proposal), "0.0000"));
        return cells;
    }

    private static string Legend(SearchReplay replay)
    {
        var plan = replay.Plan;
        var (used, grid) = (replay.Counts.Completed + replay.Counts.Failed, plan.GridTrials);
        var points = plan.Search.Space.Dimensions.Any(dimension => dimension.GridCount is null)
            ? $" (ranges of reals as {SearchPlan.NominalGridPoints} points)"
            : "";
        var saved = Math.Max(0, 1 - used / grid);
        return string.Create(CultureInfo.InvariantCulture,
            $"Ordered by the mean {plan.Search.Metric} on the {plan.Search.Validation:0.##} of each subset that was "
            + $"kept from training; test rows are shown and have no say. {replay.Rounds} rounds, {used:N0} trials; the "
            + $"whole grid has {grid:N0}{points}: {saved:P0} saved.");
    }

    private static string Text(double? number, string format) =>
        number?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
