using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Copula;

/// <summary>The columns of a table as the copula sees them.</summary>
internal static class TableMarginals
{
    /// <summary>
    /// The marginals of a table: its blocks from left to right (a one-hot block is one category), then the label, or
    /// the numeric target.
    /// </summary>
    public static IReadOnlyList<Marginal> Of(PreparedTable table) =>
    [
        .. table.Blocks.Select(block => Of(table, block)),
        table.Targets is { } targets
            ? new NumberMarginal(targets, (value, row) => row.Table.Targets![row.Index] = value)
            : new LevelMarginal(
                Array.ConvertAll(table.Labels, label => (double)label), isOrdered: false,
                (source, row) => row.Table.Labels[row.Index] = table.Labels[source]),
    ];

    private static Marginal Of(PreparedTable table, FeatureBlock block)
    {
        if (block.Kind == FeatureBlockKind.Numeric)
            return new NumberMarginal(Column(table, block.Start), (value, row) => row.Features[block.Start] = value);
        var isOrdered = block.Kind == FeatureBlockKind.Ordinal;
        return new LevelMarginal(
            isOrdered ? Column(table, block.Start) : Codes(table, block), isOrdered,
            (source, row) => table.Features.Row(source).Slice(block.Start, block.Width)
                .CopyTo(row.Features[block.Start..]));
    }

    private static double[] Column(PreparedTable table, int column) =>
        [.. Enumerable.Range(0, table.Labels.Length).Select(row => table.Features[row, column])];

    // A row without any level has one of its own, behind the others.
    private static double[] Codes(PreparedTable table, FeatureBlock block) =>
    [
        .. Enumerable.Range(0, table.Labels.Length)
            .Select(row => table.Features.Row(row).Slice(block.Start, block.Width).IndexOf(1))
            .Select(code => (double)(code < 0 ? block.Width : code)),
    ];
}
