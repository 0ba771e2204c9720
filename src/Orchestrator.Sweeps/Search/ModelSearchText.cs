using System.Globalization;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Sweeps.Search;

/// <summary>The canonical text of a <see cref="ModelSearch"/>, both ways.</summary>
internal static class ModelSearchText
{
    private const string Over = "over";

    public static string Of(ModelSearch search)
    {
        var words = new List<string> { SearchStrategyNames.Of(search.Strategy) };
        if (search.Strategy != SearchStrategy.Grid)
            words.Add($"draws={search.Draws}");
        words.Add($"folds={search.Folds}");
        words.Add($"metric={search.Metric}");
        if (search.Strategy == SearchStrategy.SuccessiveHalving)
            words.Add($"eta={search.Eta} resource={search.Resource}");
        return $"{string.Join(' ', words)} {Over} {search.Space}";
    }

    public static ModelSearch? Parse(string text, AlgorithmDescriptor algorithm)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == ModelSearch.None)
            return null;
        if (text == PublishedSearch.Word)
        {
            return PublishedSearch.Of(algorithm)
                ?? throw new FormatException($"There is no published search of {algorithm.Name}.");
        }

        var words = text.Split(' ');
        var over = Array.IndexOf(words, Over);
        var strategy = SearchStrategyNames.Find(words[0]);
        if (strategy is null || over < 0)
            throw new FormatException($"'{text}' is not a search.");
        var options = words[1..over].Select(Pair).ToDictionary(pair => pair.Name, pair => pair.Value);
        var space = new SearchSpace([.. words[(over + 1)..].Select(Pair)
            .Select(pair => SearchDomain.Parse(pair.Name, Setting(pair.Name, algorithm), pair.Value))]);
        var halves = strategy == SearchStrategy.SuccessiveHalving;
        var search = new ModelSearch
        {
            Strategy = strategy.Value,
            Draws = strategy == SearchStrategy.Grid ? Combinations(space) : Number(options, "draws"),
            Folds = Number(options, "folds"),
            Metric = options.GetValueOrDefault("metric") ?? MetricNames.Accuracy,
            Space = space,
            Eta = halves ? Number(options, "eta") : ModelSearch.DefaultEta,
            Resource = halves ? options.GetValueOrDefault("resource") : null,
        };
        return Of(search) == text ? search : throw new FormatException($"'{text}' is not the text of a search.");
    }

    private static int Combinations(SearchSpace space) =>
        space.GridCount is { } count and <= ModelSearch.MostDraws
            ? (int)count
            : throw new FormatException($"{space} is not a grid.");

    private static (string Name, string Value) Pair(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? (word[..equals], word[(equals + 1)..])
            : throw new FormatException($"'{word}' is not a name with a value.");
    }

    private static int Number(Dictionary<string, string> options, string name) =>
        int.TryParse(options.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"The search has no number of {name}.");

    private static SettingDescriptor Setting(string name, AlgorithmDescriptor algorithm) =>
        algorithm.Settings.FirstOrDefault(setting => setting.Name == name && SearchDomain.CanVary(setting))
        ?? throw new FormatException($"{algorithm.Name} has no setting '{name}' that can be searched.");
}
