namespace Orchestrator.Reports.Figures;

/// <summary>Lines over a numeric axis, with intervals.</summary>
internal static class LineChart
{
    // A line of more points is drawn without dots and intervals.
    private const int MostDots = 40;

    /// <summary>Draws them.</summary>
    /// <param name="title">The title.</param>
    /// <param name="axes">The labels of the horizontal and the vertical axis.</param>
    /// <param name="series">The lines.</param>
    /// <param name="logarithmic">Whether the vertical axis is.</param>
    /// <param name="reference">The value of a dashed level line; null for none.</param>
    public static (string Svg, string Description) Draw(
        string title, (string X, string Y) axes, IReadOnlyList<ChartSeries> series, bool logarithmic = false,
        double? reference = null)
    {
        var description = Describe(axes, series);
        var frame = new ChartFrame(title, description, legend: true);
        var points = series.SelectMany(s => s.Points).ToList();
        var x = new AxisScale(points.Select(p => p.X), frame.X0, frame.X1);
        var heights = series.SelectMany(s => s.Points.SelectMany(p => s.Points.Count > MostDots
            ? [p.Y]
            : new[] { p.Y, p.Y - p.Margin, p.Y + p.Margin }));
        var y = new AxisScale(
            reference is { } level ? heights.Append(level) : heights, frame.Y0, frame.Y1, logarithmic);
        frame.Vertical(y, axes.Y);
        frame.Horizontal(x, axes.X);
        if (reference is { } value)
            frame.Canvas.Line(frame.X0, y.At(value), frame.X1, y.At(value), dashes: "5 4");
        foreach (var (index, line) in series.Index())
            Draw(frame, x, y, line, Colour(index));
        frame.Legend(series.Select((s, index) => (s.Label, Colour(index))));
        return (frame.Canvas.ToString(), description);
    }

    private static void Draw(ChartFrame frame, AxisScale x, AxisScale y, ChartSeries line, string colour)
    {
        var seen = line.Points.Where(p => y.Has(p.Y)).ToList();
        frame.Canvas.Polyline(seen.Select(p => (x.At(p.X), y.At(p.Y))), colour);
        if (seen.Count > MostDots)
            return;
        foreach (var point in seen)
        {
            var (low, high) = (point.Y - point.Margin, point.Y + point.Margin);
            if (point.Margin > 0 && y.Has(low) && y.Has(high))
                frame.Canvas.Interval(x.At(point.X), y.At(low), y.At(high), colour);
            frame.Canvas.Dot(x.At(point.X), y.At(point.Y), 3.5, colour);
        }
    }

    private static string Colour(int index) => SvgCanvas.Colours[index % SvgCanvas.Colours.Length];

    private static string Describe((string X, string Y) axes, IReadOnlyList<ChartSeries> series) =>
        $"{axes.Y} over {axes.X}: " + string.Join("; ", series.Where(s => s.Points.Count > 0).Select(s =>
            $"{s.Label} from {Describe(s.Points[0])} to {Describe(s.Points[^1])}"));

    private static string Describe(ChartPoint point) =>
        FormattableString.Invariant($"{point.Y:0.####} at {point.X:0.####}");
}
