using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Parity;

/// <summary>
/// One split of a table, scaled to mean 0 and deviation 1 of its training part; constant columns are only shifted.
/// </summary>
internal sealed record Standardised(Matrix Train, int[] TrainLabels, Matrix Test, int[] TestLabels)
{
    public static Standardised Of(GenericTable table, int[] train)
    {
        var kept = train.ToHashSet();
        var test = Enumerable.Range(0, table.Labels.Length).Where(i => !kept.Contains(i)).ToArray();
        var (a, b) = (Take(table.Features, train), Take(table.Features, test));
        for (var j = 0; j < a.Columns; j++)
        {
            var column = Enumerable.Range(0, a.Rows).Select(i => a[i, j]).ToArray();
            var mean = column.Sum() / a.Rows;
            var deviation = Math.Sqrt(column.Sum(v => (v - mean) * (v - mean)) / a.Rows);
            var scale = deviation < 1e-12 ? 1 : deviation;
            foreach (var matrix in new[] { a, b })
            {
                for (var i = 0; i < matrix.Rows; i++)
                    matrix[i, j] = (matrix[i, j] - mean) / scale;
            }
        }

        return new Standardised(a, [.. train.Select(i => table.Labels[i])], b, [.. test.Select(i => table.Labels[i])]);
    }

    private static Matrix Take(Matrix all, int[] rows)
    {
        var part = new Matrix(rows.Length, all.Columns);
        for (var i = 0; i < rows.Length; i++)
            all.Row(rows[i]).CopyTo(part.Row(i));
        return part;
    }
}
