using Orchestrator.Reports.Reproductions;

namespace Orchestrator.Reports.Figures;

/// <summary>A published table as groups of bars: ours with intervals, and a mark for each published number.</summary>
internal static class BarChart
{
    private const double BarWidth = 14;

    /// <summary>Draws it.</summary>
    public static (string Svg, string Description) Draw(string title, TableOutcome table)
    {
        var columns = table.Cells.Select(c => c.Column).Distinct(StringComparer.Ordinal).ToList();
        var rows = table.Cells.Select(c => c.Row).Distinct(StringComparer.Ordinal).ToList();
        var description = $"{table.Title}: " + string.Join("; ", table.Cells.Select(c =>
            $"{c.Row}, {c.Column}: {NumberForm.Of(c.Measured.Mean)}"
                + (c.Published is { } n ? $", published {NumberForm.Of(n)}" : "")));
        var group = rows.Count * BarWidth + 16;
        var frame = new ChartFrame(
            title, description, legend: true, plot: (Math.Max(360, columns.Count * group + 16), 320));
        var y = new AxisScale(
            table.Cells.SelectMany(c => new[] { Low(c), c.Measured.Mean + Margin(c), c.Published ?? c.Measured.Mean }),
            frame.Y0, frame.Y1, fromZero: true);
        frame.Vertical(y, table.Title);
        foreach (var cell in table.Cells)
        {
            var left = frame.X0 + 16 + columns.IndexOf(cell.Column) * group + rows.IndexOf(cell.Row) * BarWidth;
            Draw(frame, y, cell, left, Colour(rows.IndexOf(cell.Row)));
        }

        foreach (var (index, column) in columns.Index())
            frame.Canvas.Text(frame.X0 + 8 + (index + 0.5) * group, frame.Y0 + 20, column, "middle");
        frame.Canvas.Line(frame.X0, frame.Y0, frame.X1, frame.Y0);
        frame.Legend(rows.Select((row, index) => (row, Colour(index))).Append(("— published", "#222222")));
        return (frame.Canvas.ToString(), description);
    }

    private static void Draw(ChartFrame frame, AxisScale y, CellOutcome cell, double left, string colour)
    {
        var top = y.At(cell.Measured.Mean);
        frame.Canvas.Box(left, top, BarWidth - 2, frame.Y0 - top, colour);
        var middle = left + BarWidth / 2 - 1;
        if (Margin(cell) > 0)
            frame.Canvas.Interval(middle, y.At(Low(cell)), y.At(cell.Measured.Mean + Margin(cell)));
        if (cell.Published is { } published)
            frame.Canvas.Line(left - 2, y.At(published), left + BarWidth, y.At(published), width: 3);
    }

    private static double Margin(CellOutcome cell) =>
        double.IsFinite(cell.Measured.MeanMargin) ? cell.Measured.MeanMargin : 0;

    private static double Low(CellOutcome cell) => cell.Measured.Mean - Margin(cell);

    private static string Colour(int index) => SvgCanvas.Colours[index % SvgCanvas.Colours.Length];
}
