using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Reads how a search chooses, and what depends on that alone.</summary>
internal sealed class StrategyReader(ProblemList problems)
{
    private static readonly string Strategies = $"the strategies are {string.Join(", ", SearchStrategyNames.All)}";

    /// <summary>The strategy of the field <c>strategy</c>; null, with a problem, where it is not one.</summary>
    public SearchStrategy? Read(FieldSet fields)
    {
        if (fields.Require("strategy", Strategies) is not { } node)
            return null;
        if (node is SpecScalar scalar && SearchStrategyNames.Find(scalar.Text) is { } strategy)
            return strategy;
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, SearchStrategyNames.All) : null;
        problems.Add(node, fields.PathOf("strategy"), "is not a strategy", Strategies, nearest);
        return null;
    }

    /// <summary>The factor between rungs; the usual one where nothing is written.</summary>
    public int Eta(FieldSet fields) => fields["eta"] is { } node
        ? WholeNumbers.Read(node, fields.PathOf("eta"), 2, ModelSearch.MostEta, "the factors between rungs", problems)
            ?? ModelSearch.DefaultEta
        : ModelSearch.DefaultEta;

    /// <summary>What halving saves on; null, with a problem, where it is nothing of the kind.</summary>
    /// <param name="fields">The fields of the search.</param>
    /// <param name="rows">The word for the share of the training rows.</param>
    /// <param name="settings">The settings that may be searched, by the names of dimensions.</param>
    /// <param name="space">What is searched: that cannot be saved on.</param>
    public string? Resource(
        FieldSet fields, string rows, IEnumerable<(string Name, SettingDescriptor Setting)> settings, SearchSpace space)
    {
        var names = settings
            .Where(s => s.Setting.Kind == SettingKind.Integer && space.Dimensions.All(d => d.Name != s.Name))
            .Select(s => s.Name).Prepend(rows).ToList();
        var allowed = $"halving saves on {rows}, the share of the training rows, or on a whole-numbered "
            + $"setting that is not searched: {string.Join(", ", names.Skip(1))}";
        if (fields.Require("resource", allowed) is not { } node)
            return null;
        if (node is SpecScalar scalar && names.Contains(scalar.Text))
            return scalar.Text;
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, names) : null;
        problems.Add(node, fields.PathOf("resource"), "is not a resource", allowed, nearest);
        return null;
    }

    /// <summary>What the field <c>over</c> varies; nulls, with a problem, where it is nothing.</summary>
    /// <param name="fields">The fields of the search.</param>
    /// <param name="settings">The settings that may be searched, by the names of dimensions.</param>
    /// <param name="noun">What such a setting is called.</param>
    /// <param name="whereFixed">Where a setting is given a value beside the search; null: nowhere.</param>
    public (SearchSpace? Space, FieldSet? Over) Space(
        FieldSet fields, IReadOnlyList<(string Name, SettingDescriptor Setting)> settings, string noun,
        Func<string, string?> whereFixed)
    {
        var names = settings.Select(setting => setting.Name).ToList();
        var allowed = $"name the settings to vary: {string.Join(", ", names)}";
        var path = fields.PathOf("over");
        if (fields.Require("over", allowed) is not { } node)
            return default;
        if (node is not SpecMap { Entries.Count: > 0 } map)
        {
            problems.Add(node, path, "names no settings", allowed);
            return default;
        }

        var over = new FieldSet(map, path, names, problems, noun);
        var reader = new DimensionReader(problems);
        var dimensions = new List<SearchDimension>();
        foreach (var (name, setting) in settings.Where(setting => over[setting.Name] is not null))
        {
            if (whereFixed(name) is { } place)
            {
                problems.AddValue(over.PlaceOf(name), over.PathOf(name), null, $"is given {place}",
                    $"it is either fixed or searched; leave {name} out in one of the two places");
            }

            if (reader.Read(over[name]!, over.PathOf(name), name, setting) is { } dimension)
                dimensions.Add(dimension);
        }

        return dimensions.Count == 0 ? default : (new SearchSpace(dimensions), over);
    }

    /// <summary>
    /// Refuses what is written of <paramref name="names"/>: it means nothing beside <paramref name="strategy"/>.
    /// </summary>
    public void RefuseBeside(FieldSet fields, SearchStrategy strategy, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (fields[name] is { } node)
            {
                problems.Add(node, fields.PathOf(name), "is of no use here",
                    $"the strategy is {SearchStrategyNames.Of(strategy)}; leave it out");
            }
        }
    }

    /// <summary>Reports every dimension that a grid cannot go through, and grids of too many combinations.</summary>
    public void CheckGrid(SearchSpace space, FieldSet over, string path, long most)
    {
        var before = problems.Count;
        foreach (var dimension in space.Dimensions.Where(dimension => dimension.GridCount is null))
        {
            problems.AddValue(over.PlaceOf(dimension.Name), $"{path}.{dimension.Name}", dimension.Domain,
                "has no end of values", "a grid needs a list, or a range with points: {from: 0, to: 1, points: 5}");
        }

        if (problems.Count == before && (space.GridCount is not { } count || count > most))
        {
            problems.AddValue(over.PlaceOf(space.Dimensions[0].Name), path,
                $"{space.GridCount?.ToString("N0", System.Globalization.CultureInfo.InvariantCulture) ?? "too many"} "
                + "combinations", "are too many", $"a grid has at most {most:N0}");
        }
    }
}
