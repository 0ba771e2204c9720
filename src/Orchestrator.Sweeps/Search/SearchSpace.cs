namespace Orchestrator.Sweeps.Search;

/// <summary>What a search varies. Two searches over equal dimensions in equal order are the same space.</summary>
public sealed class SearchSpace
{
    /// <summary>The space of <paramref name="dimensions"/>.</summary>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public SearchSpace(IReadOnlyList<SearchDimension> dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        if (dimensions.Count == 0 || dimensions.DistinctBy(d => d.Name).Count() != dimensions.Count)
            throw new ArgumentException("A space has dimensions of different names.", nameof(dimensions));
        Dimensions = dimensions;
    }

    /// <summary>The dimensions; not empty.</summary>
    public IReadOnlyList<SearchDimension> Dimensions { get; }

    /// <summary>How many different proposals there are; null: a continuum, or too many to count.</summary>
    public long? Count => Product(Dimensions.Select(dimension => dimension.ValueCount));

    /// <summary>
    /// How many combinations a grid goes through; null: a dimension has no number of points, or too many to count.
    /// </summary>
    public long? GridCount => Product(Dimensions.Select(dimension => (long?)dimension.GridCount));

    /// <summary>A combination of the grid, in the order of the dimensions; the last dimension runs fastest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such combination.</exception>
    public IReadOnlyList<string> GridValues(long index)
    {
        if (index < 0 || index >= GridCount)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The grid has {GridCount} combinations.");
        var values = new string[Dimensions.Count];
        for (var d = values.Length - 1; d >= 0; d--)
        {
            (index, var place) = Math.DivRem(index, Dimensions[d].GridCount!.Value);
            values[d] = Dimensions[d].GridValue((int)place);
        }

        return values;
    }

    /// <summary>The dimensions in one line: <c>layers=1..7 activation=elu|relu</c>.</summary>
    public override string ToString() => string.Join(' ', Dimensions);

    private static long? Product(IEnumerable<long?> counts)
    {
        Int128 product = 1;
        foreach (var count in counts)
        {
            if (count is null || (product *= count.Value) > long.MaxValue)
                return null;
        }

        return (long)product;
    }
}
