using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators;

/// <summary>Rows of a table as a table of their own.</summary>
internal static class TableRows
{
    /// <summary>A table of the rows named, in their order, bit for bit; a row may be named more than once.</summary>
    public static PreparedTable Take(this PreparedTable table, IReadOnlyList<int> rows)
    {
        var features = new Matrix(rows.Count, table.Features.Columns);
        for (var i = 0; i < rows.Count; i++)
            table.Features.Row(rows[i]).CopyTo(features.Row(i));
        return table with
        {
            Features = features,
            Labels = [.. rows.Select(row => table.Labels[row])],
            Targets = table.Targets is { } targets ? [.. rows.Select(row => targets[row])] : null,
        };
    }
}
