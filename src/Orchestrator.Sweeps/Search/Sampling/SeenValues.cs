namespace Orchestrator.Sweeps.Search.Sampling;

/// <summary>The sets of values that were proposed, so that none is proposed twice. Not thread-safe.</summary>
internal sealed class SeenValues(SearchSpace space)
{
    private const int MostTries = 100;

    private readonly HashSet<string> _seen = [];

    /// <summary>How many there are.</summary>
    public int Count => _seen.Count;

    /// <summary>Whether everything of a finite space was proposed.</summary>
    public bool IsAll => space.Count == _seen.Count;

    /// <summary>Takes note of values; false where they were there already.</summary>
    public bool Add(IReadOnlyList<string> values) => _seen.Add(string.Join(' ', values));

    /// <summary>
    /// Values drawn independently, and taken note of: the first that are new. Where draws keep hitting what is there,
    /// the rest of the finite space is gone through from a random place.
    /// </summary>
    public IReadOnlyList<string> Draw(DrawStream draws)
    {
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var values = space.Dimensions.Select(dimension => dimension.At(draws.Uniform())).ToArray();
            if (Add(values))
                return values;
        }

        var all = new SearchSpace([.. space.Dimensions.Select(WithoutPoints)]);
        var count = all.GridCount ?? throw new InvalidOperationException("A continuum gave the same values again.");
        var start = (long)(draws.Uniform() * count);
        for (var i = 0L; i < count; i++)
        {
            var values = all.GridValues((start + i) % count);
            if (Add(values))
                return values;
        }

        throw new InvalidOperationException("Everything was proposed already.");
    }

    private static SearchDimension WithoutPoints(SearchDimension dimension) =>
        dimension is WholeDimension whole ? whole with { Points = null } : dimension;
}
