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
