using System.Globalization;
using System.Text.RegularExpressions;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Reads the search across trials: the field <c>search</c> of a sweep.</summary>
/// <param name="axes">The entries of the axes, and where they are written.</param>
/// <param name="metric">Reads the score to compare.</param>
/// <param name="problems">What is wrong.</param>
internal sealed partial class SweepSearchReader(SearchedAxes axes, MetricReader metric, ProblemList problems)
{
    private const string Field = "search";
    private const string Form = "write {strategy: random, max-trials: 100, over: {models.mlp.learning-rate: …}}";
    private const string Budget = "a time budget is a number with s, m, h or d: 90s, 30m, 1.5h; at most 365d";

    private static readonly string[] Fields =
    [
        "strategy", "max-trials", "time-budget", "parallel", "validation", "metric", "eta", "resource", "over",
    ];

    private readonly StrategyReader _strategies = new(problems);

    private List<(string Name, SettingDescriptor Setting)> Settings =>
        [.. axes.Settings.Select(setting => (setting.Path, setting.Setting))];

    /// <summary>The search; null, with a problem, where there is anything wrong.</summary>
    /// <param name="node">What the field holds.</param>
    /// <param name="sweepMetric">The sweep's own metric, which holds where the search names none.</param>
    /// <param name="perProposal">The trials that one proposal takes.</param>
    public SweepSearch? Read(SpecNode node, string sweepMetric, Int128 perProposal)
    {
        if (node is not SpecMap map)
        {
            problems.Add(node, Field, "is not a search", Form);
            return null;
        }

        var before = problems.Count;
        var fields = new FieldSet(map, Field, Fields, problems);
        var strategy = _strategies.Read(fields);
        var most = MaxTrials(fields, strategy, perProposal);
        var budget = fields["time-budget"] is { } time ? TimeBudget(time) : null;
        var parallel = fields["parallel"] is { } places ? WholeNumbers.Read(
            places, fields.PathOf("parallel"), 1, SweepSearch.MostParallel, "parallel proposals", problems) : 1;
        var share = fields["validation"] is { } kept ? Validation(kept) : SweepSearch.DefaultValidation;
        var score = fields["metric"] is { } scoreNode ? metric.Read(scoreNode, fields.PathOf("metric")) : sweepMetric;
        var eta = _strategies.Eta(fields);
        var (space, over) = _strategies.Space(
            fields, Settings, "searchable setting",
            name => axes.WhereFixed(name) is { } place ? $"in line {place} too" : null);
        if (strategy is not { } known || space is null || over is null)
            return null;
        var resource = Check(known, fields, space, over, perProposal);
        if (problems.Count > before)
            return null;
        return new SweepSearch
        {
            Strategy = known,
            MaxTrials = most ?? (int)(space.GridCount!.Value * perProposal),
            TimeBudget = budget,
            Parallel = parallel!.Value,
            Validation = share,
            Metric = score,
            Space = space,
            Eta = known == SearchStrategy.SuccessiveHalving ? eta : ModelSearch.DefaultEta,
            Resource = resource,
        };
    }

    private int? MaxTrials(FieldSet fields, SearchStrategy? strategy, Int128 perProposal)
    {
        const string Name = "max-trials";
        if (!fields.Has(Name) && strategy is null or SearchStrategy.Grid)
            return null;
        var least = (int)Int128.Min(perProposal, SweepSearch.MostTrials);
        if (fields.Require(Name, $"say how many trials the search may run, from {least} to {SweepSearch.MostTrials}")
            is not { } node)
            return null;
        if (WholeNumbers.Read(node, fields.PathOf(Name), 1, SweepSearch.MostTrials, "the trials", problems)
            is not { } most)
            return null;
        if (most >= perProposal)
            return most;
        problems.Add(node, fields.PathOf(Name), "is too few",
            $"one proposal is tried on {perProposal:N0} trials: every fraction, boost, model and seed of the sweep");
        return null;
    }

    private TimeSpan? TimeBudget(SpecNode node)
    {
        const int MostDays = 365;
        if (node is SpecScalar scalar && BudgetText().Match(scalar.Text) is { Success: true } match
            && double.TryParse(match.Groups["number"].Value, CultureInfo.InvariantCulture, out var number))
        {
            var seconds = number * match.Groups["unit"].Value switch { "s" => 1, "m" => 60, "h" => 3600, _ => 86400 };
            if (seconds is > 0 and <= MostDays * 86400)
                return TimeSpan.FromSeconds(seconds);
        }

        problems.Add(node, $"{Field}.time-budget", "is not allowed", Budget);
        return null;
    }

    private double Validation(SpecNode node)
    {
        if (node is SpecScalar { Plain: true } scalar && NumberText.TryParse(scalar.Text, out var share)
            && NumberText.ToDouble(share) is var value and > 0 and < 1)
            return value;
        problems.Add(node, $"{Field}.validation", "is not allowed",
            "the share of the training rows to compare by lies between 0 and 1, both excluded");
        return SweepSearch.DefaultValidation;
    }

    // What holds between the fields. The resource, where the strategy has one.
    private string? Check(
        SearchStrategy strategy, FieldSet fields, SearchSpace space, FieldSet over, Int128 perProposal)
    {
        if (strategy == SearchStrategy.Grid)
        {
            var most = Int128.Max(1, SweepSearch.MostTrials / perProposal);
            _strategies.CheckGrid(space, over, fields.PathOf("over"), (long)most);
        }

        if (strategy == SearchStrategy.SuccessiveHalving)
            return _strategies.Resource(fields, SweepSearch.FractionResource, Settings, space);
        _strategies.RefuseBeside(fields, strategy, "eta", "resource");
        return null;
    }

    [GeneratedRegex(@"^(?<number>[0-9]+(\.[0-9]+)?)(?<unit>[smhd])$", RegexOptions.ExplicitCapture)]
    private static partial Regex BudgetText();
}
