using System.Globalization;
using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Exports;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Grid;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Tables;

/// <summary>
/// Builds the picture that people look at: for each model a table of mean scores, fraction × generator down, boosts
/// across, each with its difference to the mean without boost at the same fraction.
/// </summary>
public sealed class SummaryTable
{
    private readonly SweepPlan _plan;
    private readonly ScoreMeans _means;
    private readonly int _noBoost;

    private SummaryTable(SweepPlan plan, ScoreMeans means)
    {
        _plan = plan;
        _means = means;
        _noBoost = plan.Grid.Arms.TakeWhile(arm => !arm.Boost.IsNone).Count() is var position
            && position < plan.Grid.Arms.Count ? position : -1;
    }

    /// <summary>Reads the results once, page by page, and builds the tables of the spec's metric.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static Task<SummaryReport> BuildAsync(
        SweepPlan plan, string sweepId, IResultStore store, CancellationToken cancellation) =>
        BuildAsync(plan, new StoredTrials(plan, sweepId, store), cancellation);

    /// <summary>Reads the results from <paramref name="source"/> once and builds the tables.</summary>
    public static async Task<SummaryReport> BuildAsync(
        SweepPlan plan, ITrialSource source, CancellationToken cancellation)
    {
        var spec = plan.Definition.Spec;
        var score = MetricScore.Of(spec.Metric);
        var means = new ScoreMeans(plan);
        var rows = new TrialRows(plan, source);
        await foreach (var row in rows.ReadAsync(cancellation))
        {
            if (row.Stored is { } stored && score(stored.Result) is { } value)
                means.Add(row.Trial, value);
        }

        var table = new SummaryTable(plan, means);
        return new SummaryReport(
            [.. spec.Models.Select((model, position) => table.Of(model, position))], table.Legend(), rows.Counts);
    }

    private string Legend()
    {
        var seeds = _plan.Definition.Spec.Seeds.Count;
        var mean = $"Mean {_plan.Definition.Spec.Metric} over {seeds} {(seeds == 1 ? "seed" : "seeds")}";
        var difference = _noBoost < 0 ? string.Empty : "; then the difference to boost 0 at the same fraction";
        return $"{mean}{difference}; n where fewer seeds have a score.";
    }

    private TableModel Of(AlgorithmChoice model, int position)
    {
        var spec = _plan.Definition.Spec;
        var columns = new List<TableColumn> { new("fraction", Right: true), new("generator", Right: false) };
        columns.AddRange(spec.Boosts.Select(b => new TableColumn(
            $"{(b.Replaces ? "replace" : "boost")} {ExportText.Of(b.Value)}", Right: true)));
        IReadOnlyList<AlgorithmChoice?> sources = spec.Boosts.All(b => b.IsNone) ? [null] : [.. spec.Generators];
        var rows = new List<IReadOnlyList<string>>();
        for (var fraction = 0; fraction < spec.Fractions.Count; fraction++)
        {
            foreach (var source in sources)
                rows.Add(Row(fraction, source, position));
        }

        return new TableModel(model.Label, columns, rows);
    }

    private List<string> Row(int fraction, AlgorithmChoice? source, int model)
    {
        var spec = _plan.Definition.Spec;
        var cells = new List<string> { ExportText.Of(spec.Fractions[fraction].Value), source?.Label ?? "-" };
        foreach (var boost in spec.Boosts)
        {
            var arm = ArmOf(new Arm(boost, boost.IsNone ? null : source));
            cells.Add(Cell(_means.At(fraction, arm, model), boost.IsNone || _noBoost < 0 ? null
                : _means.At(fraction, _noBoost, model)));
        }

        return cells;
    }

    private int ArmOf(Arm wanted)
    {
        var arms = _plan.Grid.Arms;
        for (var i = 0; i < arms.Count; i++)
        {
            if (arms[i] == wanted)
                return i;
        }

        throw new ArgumentException(
            $"The plan has no boost {wanted.Boost} with {wanted.Generator?.Label}.", nameof(wanted));
    }

    private string Cell((double Mean, int Count)? cell, (double Mean, int Count)? baseline)
    {
        if (cell is not { } found)
            return "-";
        // Errors of a numeric target have any size.
        var form = _plan.Definition.Spec.Metric is "mse" or "mae" ? "0.000E0" : "0.0000";
        var text = found.Mean.ToString(form, CultureInfo.InvariantCulture);
        if (baseline is { } reference)
        {
            text += (found.Mean - reference.Mean).ToString(
                $" +{form}; -{form}; +{form}", CultureInfo.InvariantCulture);
        }

        return found.Count == _plan.Definition.Spec.Seeds.Count ? text : $"{text} n={found.Count}";
    }
}
