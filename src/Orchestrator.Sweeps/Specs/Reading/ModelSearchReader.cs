using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads the search of a model: <c>none</c>, <c>published</c>, or a mapping with a strategy and what it varies.
/// </summary>
/// <param name="algorithm">The model.</param>
/// <param name="written">The names of the settings that the model is given.</param>
/// <param name="metric">Reads the score to compare.</param>
/// <param name="problems">What is wrong.</param>
internal sealed class ModelSearchReader(
    AlgorithmDescriptor algorithm, IReadOnlyCollection<string> written, MetricReader metric, ProblemList problems)
{
    private const int DefaultDraws = 20;
    private const string Form = "write none, published, or {strategy: random, draws: 20, over: {…}}";

    private static readonly string[] Fields =
        ["strategy", "draws", "folds", "metric", "eta", "resource", "over"];

    private readonly StrategyReader _strategies = new(problems);

    private List<(string Name, SettingDescriptor Setting)> Settings =>
        [.. algorithm.Settings.Where(SearchDomain.CanVary).Select(setting => (setting.Name, setting))];

    /// <summary>The canonical text; null, with a problem, where there is anything wrong.</summary>
    public string? Read(SpecNode node, string path)
    {
        var before = problems.Count;
        var search = node switch
        {
            SpecScalar { Text: ModelSearch.None } => null,
            SpecScalar { Text: PublishedSearch.Word } => Published(node, path),
            SpecMap map => Mapping(map, path),
            _ => Refuse(node, path),
        };
        if (problems.Count > before)
            return null;
        return search?.ToString() ?? ModelSearch.None;
    }

    private ModelSearch? Refuse(SpecNode node, string path)
    {
        problems.Add(node, path, "is not a search", Form);
        return null;
    }

    private ModelSearch? Published(SpecNode node, string path)
    {
        if (PublishedSearch.Of(algorithm) is not { } search)
        {
            problems.Add(node, path, "is not allowed",
                $"no search was published for {algorithm.Name}; write {{strategy: random, draws: 20, over: {{…}}}}");
            return null;
        }

        foreach (var name in search.Constants.Keys.Concat(search.Space.Dimensions.Select(d => d.Name))
            .Where(written.Contains))
        {
            problems.AddValue(node, path, null, $"the published search says what {name} is",
                $"leave {name} or the search out");
        }

        return search;
    }

    private ModelSearch? Mapping(SpecMap map, string path)
    {
        var before = problems.Count;
        var fields = new FieldSet(map, path, Fields, problems);
        var strategy = _strategies.Read(fields);
        var folds = fields["folds"] is { } foldsNode
            ? WholeNumbers.Read(foldsNode, fields.PathOf("folds"), 2, ModelSearch.MostFolds, "folds", problems)
            : ModelSearch.DefaultFolds;
        var draws = fields["draws"] is { } drawsNode
            ? WholeNumbers.Read(drawsNode, fields.PathOf("draws"), 1, ModelSearch.MostDraws, "draws", problems)
            : DefaultDraws;
        var score = metric.Read(fields["metric"], fields.PathOf("metric"));
        var eta = _strategies.Eta(fields);
        var (space, over) = _strategies.Space(
            fields, Settings, "setting", name => written.Contains(name) ? "beside the search" : null);
        if (strategy is not { } known || space is null || over is null)
            return null;
        var resource = Check(known, fields, space, over);
        if (problems.Count > before)
            return null;
        return new ModelSearch
        {
            Strategy = known,
            Draws = known == SearchStrategy.Grid ? (int)space.GridCount!.Value : draws!.Value,
            Folds = folds!.Value,
            Metric = score,
            Space = space,
            Eta = known == SearchStrategy.SuccessiveHalving ? eta : ModelSearch.DefaultEta,
            Resource = resource,
        };
    }

    // What holds between the fields. The resource, where the strategy has one.
    private string? Check(SearchStrategy strategy, FieldSet fields, SearchSpace space, FieldSet over)
    {
        if (strategy == SearchStrategy.Grid)
        {
            _strategies.RefuseBeside(fields, strategy, "draws");
            _strategies.CheckGrid(space, over, fields.PathOf("over"), ModelSearch.MostDraws);
        }

        if (strategy == SearchStrategy.SuccessiveHalving)
            return _strategies.Resource(fields, ModelSearch.Rows, Settings, space);
        _strategies.RefuseBeside(fields, strategy, "eta", "resource");
        return null;
    }
}
