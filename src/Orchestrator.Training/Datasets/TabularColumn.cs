using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Training.Datasets;

/// <summary>One feature column with its raw values. Not to be changed after construction.</summary>
public abstract class TabularColumn
{
    private protected TabularColumn(ColumnSchema schema)
    {
        Schema = schema;
    }

    /// <summary>What the column holds and how it is prepared.</summary>
    public ColumnSchema Schema { get; }

    /// <summary>How many rows it has.</summary>
    public abstract int Rows { get; }

    /// <summary>How many values are missing.</summary>
    public abstract int MissingCount { get; }
}

/// <summary>A column of numbers.</summary>
public sealed class NumericColumn : TabularColumn
{
    private readonly double[] _values;

    /// <summary>A column over <paramref name="values"/>, which it owns from now on; NaN stands for missing.</summary>
    /// <exception cref="ArgumentException">
    /// The schema is not that of a numeric column, or a value is infinite.
    /// </exception>
    public NumericColumn(ColumnSchema schema, double[] values)
        : base(schema)
    {
        if (schema.Kind != ColumnKind.Numeric || schema.Imputation == Imputation.OwnLevel)
            throw new ArgumentException($"'{schema.Name}' is not described as a column of numbers.", nameof(schema));
        if (values.Any(double.IsInfinity))
            throw new ArgumentException($"'{schema.Name}' has an infinite value.", nameof(values));
        _values = values;
        MissingCount = values.Count(double.IsNaN);
    }

    /// <summary>One value a row; NaN where it is missing.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <inheritdoc/>
    public override int Rows => _values.Length;

    /// <inheritdoc/>
    public override int MissingCount { get; }
}

/// <summary>A column of categories, with or without order.</summary>
public sealed class CategoryColumn : TabularColumn
{
    /// <summary>The code of a missing value.</summary>
    public const int Missing = -1;

    private readonly int[] _codes;

    /// <summary>A column over <paramref name="codes"/>, which it owns from now on.</summary>
    /// <param name="schema">A schema of a categorical or ordinal column.</param>
    /// <param name="levels">The levels that the codes count, in order; the declared ones where there are any.</param>
    /// <param name="codes">One level a row, from 0; -1 where it is missing.</param>
    /// <exception cref="ArgumentException">Schema, levels and codes do not agree.</exception>
    public CategoryColumn(ColumnSchema schema, IReadOnlyList<string> levels, int[] codes)
        : base(schema)
    {
        RequireCategories(schema);
        if (schema.DeclaredLevels is { } declared && !declared.SequenceEqual(levels))
            throw new ArgumentException($"'{schema.Name}' has levels other than the declared ones.", nameof(levels));
        if (codes.Any(code => code < Missing || code >= levels.Count))
            throw new ArgumentException($"'{schema.Name}' has a code without a level.", nameof(codes));
        Levels = levels;
        _codes = codes;
        MissingCount = codes.Count(code => code == Missing);
    }

    /// <summary>The levels that the codes count.</summary>
    public IReadOnlyList<string> Levels { get; }

    /// <summary>One level a row; -1 where it is missing.</summary>
    public ReadOnlySpan<int> Codes => _codes;

    /// <inheritdoc/>
    public override int Rows => _codes.Length;

    /// <inheritdoc/>
    public override int MissingCount { get; }

    private static void RequireCategories(ColumnSchema schema)
    {
        var fits = schema.Kind switch
        {
            ColumnKind.Categorical => schema.Imputation is Imputation.OwnLevel or Imputation.MostFrequent,
            ColumnKind.Ordinal => schema.Imputation is Imputation.Median or Imputation.Mean or Imputation.MostFrequent,
            _ => false,
        };
        if (!fits)
            throw new ArgumentException($"'{schema.Name}' is not described as a column of categories.", nameof(schema));
    }
}
