using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets.Bytes;

namespace Orchestrator.Training.Datasets;

/// <summary>
/// A named table of raw values with a class for each row, or a number for each row. Immutable; thread-safe.
/// </summary>
public sealed class TabularDataset
{
    private readonly int[] _labels;
    private readonly double[]? _targets;

    /// <summary>A data set of classes over what is given, which it owns from now on.</summary>
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
        : this(name, target, columns, classes, labels, null, origin, ignoredColumns)
    {
        if (classes.Count < 2 || labels.Any(label => label < 0 || label >= classes.Count))
            throw new ArgumentException("Two classes at least, and labels that count them.", nameof(labels));
    }

    private TabularDataset(
        string name,
        string target,
        IReadOnlyList<TabularColumn> columns,
        IReadOnlyList<string> classes,
        int[] labels,
        double[]? targets,
        DatasetOrigin origin,
        IReadOnlyList<string>? ignoredColumns)
    {
        if (columns.Count == 0 || columns.Any(column => column.Rows != labels.Length))
            throw new ArgumentException("One feature column at least, all as long as the labels.", nameof(columns));
        if (columns.Select(column => column.Schema.Name).Distinct(StringComparer.Ordinal).Count() != columns.Count)
            throw new ArgumentException("Two columns share a name.", nameof(columns));
        Name = name;
        Target = target;
        Columns = columns;
        Classes = classes;
        _labels = labels;
        _targets = targets;
        Origin = origin;
        IgnoredColumns = ignoredColumns ?? [];
        ContentHash = DatasetBytes.Hash(this);
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The name of the column that the classes, or the numbers to predict, come from.</summary>
    public string Target { get; }

    /// <summary>The feature columns.</summary>
    public IReadOnlyList<TabularColumn> Columns { get; }

    /// <summary>Whether the target is a number, so that there are no classes.</summary>
    public bool IsRegression => _targets is not null;

    /// <summary>
    /// The names of the classes; a label is a position in this list. Empty where the target is a number.
    /// </summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>One class a row; all 0 where the target is a number.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>One finite number a row; empty where the target is a class.</summary>
    public ReadOnlySpan<double> Targets => _targets;

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

    /// <summary>A data set of numeric targets over what is given, which it owns from now on.</summary>
    /// <param name="name">Its name; not part of the hash.</param>
    /// <param name="target">The name of the column that the targets come from.</param>
    /// <param name="columns">The feature columns, at least one, all of one length and with names of their own.</param>
    /// <param name="targets">One finite number a row.</param>
    /// <param name="origin">Where it comes from; not part of the hash.</param>
    /// <param name="ignoredColumns">Columns of the file that are not used; not part of the hash.</param>
    /// <exception cref="ArgumentException">The parts do not agree, or a target is not finite.</exception>
    public static TabularDataset OfNumbers(
        string name,
        string target,
        IReadOnlyList<TabularColumn> columns,
        double[] targets,
        DatasetOrigin origin,
        IReadOnlyList<string>? ignoredColumns = null) =>
        Array.TrueForAll(targets, double.IsFinite)
            ? new TabularDataset(name, target, columns, [], new int[targets.Length], targets, origin, ignoredColumns)
            : throw new ArgumentException("A target is not a finite number.", nameof(targets));

    /// <summary>How many rows each class has; empty where the target is a number.</summary>
    public int[] ClassCounts()
    {
        var counts = new int[Classes.Count];
        if (IsRegression)
            return counts;
        foreach (var label in _labels)
            counts[label]++;
        return counts;
    }
}
