namespace Orchestrator.Sweeps.Specs;

/// <summary>Which data set a spec is about: one that is built in, or the user's own file.</summary>
public abstract record DatasetReference
{
    private DatasetReference()
    {
    }

    /// <summary>A built-in data set.</summary>
    /// <param name="Name">Its name in the listing.</param>
    public sealed record BuiltIn(string Name) : DatasetReference;

    /// <summary>A CSV file with a header line.</summary>
    /// <param name="Path">The path as written, relative to the spec's folder.</param>
    /// <param name="Target">The name of the column to predict.</param>
    /// <param name="Columns">What the spec says of single columns; the others are inferred.</param>
    public sealed record CsvFile(string Path, string Target, IReadOnlyList<ColumnOverride> Columns) : DatasetReference
    {
        /// <summary>Whether the target's values are classes or numbers.</summary>
        public PredictionTask Task { get; init; }
    }
}
