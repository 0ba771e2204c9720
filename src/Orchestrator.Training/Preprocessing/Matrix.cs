namespace Orchestrator.Training.Preprocessing;

/// <summary>A dense matrix of doubles, row-major: rows × columns.</summary>
public sealed class Matrix
{
    /// <summary>A matrix over <paramref name="values"/>, which it owns from now on.</summary>
    /// <exception cref="ArgumentException">The array's length is not rows × columns.</exception>
    public Matrix(int rows, int columns, double[] values)
    {
        if (values.Length != (long)rows * columns)
            throw new ArgumentException($"{rows} × {columns} values wanted, {values.Length} given.", nameof(values));
        Rows = rows;
        Columns = columns;
        Values = values;
    }

    /// <summary>A matrix of zeros.</summary>
    public Matrix(int rows, int columns)
        : this(rows, columns, new double[(long)rows * columns])
    {
    }

    /// <summary>The number of rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The values, row after row.</summary>
    public double[] Values { get; }

    /// <summary>One value.</summary>
    public ref double this[int row, int column] => ref Values[row * Columns + column];

    /// <summary>One row.</summary>
    public Span<double> Row(int row) => Values.AsSpan(row * Columns, Columns);
}
