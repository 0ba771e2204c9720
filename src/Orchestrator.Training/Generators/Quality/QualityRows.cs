using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Quality;

/// <summary>Rows as quality is measured on them, column after column. Immutable.</summary>
/// <param name="Columns">What the columns are, the target last.</param>
/// <param name="Values">For each column the value of each row.</param>
/// <param name="Count">How many rows.</param>
internal sealed record QualityRows(QualityColumn[] Columns, float[][] Values, int Count)
{
    /// <summary>Reads the rows of a table.</summary>
    public static QualityRows Of(QualityColumn[] columns, PreparedTable table)
    {
        var count = table.Labels.Length;
        var values = Array.ConvertAll(columns, column =>
        {
            var read = new float[count];
            for (var row = 0; row < count; row++)
                read[row] = column.Read(table, row);
            return read;
        });
        return new QualityRows(columns, values, count);
    }

    /// <summary>Some of the rows.</summary>
    public QualityRows Take(ReadOnlySpan<int> rows)
    {
        var taken = new float[Columns.Length][];
        for (var c = 0; c < taken.Length; c++)
        {
            taken[c] = new float[rows.Length];
            for (var i = 0; i < rows.Length; i++)
                taken[c][i] = Values[c][rows[i]];
        }

        return this with { Values = taken, Count = rows.Length };
    }

    /// <summary>The first rows.</summary>
    public QualityRows First(int count) =>
        count >= Count ? this : this with { Values = Array.ConvertAll(Values, v => v[..count]), Count = count };

    /// <summary>The first columns of the rows as a matrix.</summary>
    public Matrix ToMatrix(int columns)
    {
        var matrix = new Matrix(Count, columns);
        for (var c = 0; c < columns; c++)
        {
            for (var row = 0; row < Count; row++)
                matrix[row, c] = Values[c][row];
        }

        return matrix;
    }
}
