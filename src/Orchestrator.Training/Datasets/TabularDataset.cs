using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets.Bytes;

namespace Orchestrator.Training.Datasets;

/// <summary>A named table of raw values with a class for each row. Immutable; thread-safe.</summary>
public sealed class TabularDataset
{
    private readonly int[] _labels;

    /// <summary>A data set over what is given, which it owns from now on.</summary>
    /// <param name="name">Its name; not part of the hash.</param>
    /// <param name="target">The name of the column that the classes come from.</param>
    /// <param name="columns">The feature columns, at least one, all of one length and with names of their own.</param>
    /// <param name="classes">The names of the classes, at least two.</param>
    /// <param name="labels">One class a row, from 0.</param>
    /// <param name="origin">Where it comes from; not part of the hash.</param>
    /// <param name="ignoredColumns">Columns of the file that are not used; not part of the hash.</param>
    /// <exception cref="ArgumentException">The parts do not agree.</exception>
    public TabularDataset(
        string name,
        string target,
        IReadOnlyList<TabularColumn> columns,
        IReadOnlyList<string> classes,
        int[] labels,
        DatasetOrigin origin,
        IReadOnlyList<string>? ignoredColumns = null)
    {
        if (columns.Count == 0 || columns.Any(column => column.Rows != labels.Length))
            throw new ArgumentException("One feature column at least, all as long as the labels.", nameof(columns));
        if (columns.Select(column => column.Schema.Name).Distinct(StringComparer.Ordinal).Count() != columns.Count)
            throw new ArgumentException("Two columns share a name.", nameof(columns));
        if (classes.Count < 2 || labels.Any(label => label < 0 || label >= classes.Count))
            throw new ArgumentException("Two classes at least, and labels that count them.", nameof(labels));
        Name = name;
        Target = target;
        Columns = columns;
        Classes = classes;
        _labels = labels;
        Origin = origin;
        IgnoredColumns = ignoredColumns ?? [];
        ContentHash = DatasetBytes.Hash(this);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The name of the column that the classes come from.</summary>
    public string Target { get; }

    /// <summary>The feature columns.</summary>
    public IReadOnlyList<TabularColumn> Columns { get; }

    /// <summary>The names of the classes; a label is a position in this list.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>One class a row.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>Where it comes from.</summary>
    public DatasetOrigin Origin { get; }

    /// <summary>Columns of the file that are not used.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; }

    /// <summary>
    /// The SHA-256 of schema and used values: of what results can depend on. It does not depend on the name, on
    /// ignored columns, or on line endings, quoting and spelling of numbers in the file.
    /// </summary>
    public Digest ContentHash { get; }

    /// <summary>How many rows it has.</summary>
    public int Rows => _labels.Length;

    /// <summary>How many rows each class has.</summary>
    public int[] ClassCounts()
    {
        var counts = new int[Classes.Count];
        foreach (var label in _labels)
            counts[label]++;
        return counts;
    }
}
