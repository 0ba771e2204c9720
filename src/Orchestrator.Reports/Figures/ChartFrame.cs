namespace Orchestrator.Reports.Figures;

/// <summary>The axes, the grid and the legend that charts have in common.</summary>
internal sealed class ChartFrame
{
    private const double Left = 76;
    private const double Top = 44;
    private const double LegendWidth = 190;

    /// <summary>A frame on a new document.</summary>
    /// <param name="title">The title.</param>
    /// <param name="description">What can be seen, in words.</param>
    /// <param name="legend">Whether room is left for a legend on the right.</param>
    /// <param name="bottom">The height of the room below the horizontal axis.</param>
    /// <param name="plot">The width and height of the plot itself.</param>
    public ChartFrame(
        string title, string description, bool legend, double bottom = 60, (double Width, double Height)? plot = null)
    {
        var (width, height) = plot ?? (520, 320);
        (X0, X1, Y0, Y1) = (Left, Left + width, Top + height, Top);
        Canvas = new SvgCanvas(X1 + (legend ? LegendWidth : 24), Y0 + bottom, title, description);
    }

    /// <summary>The document.</summary>
    public SvgCanvas Canvas { get; }

    /// <summary>The left edge of the plot.</summary>
    public double X0 { get; }

    /// <summary>The right edge of the plot.</summary>
    public double X1 { get; }

    /// <summary>The lower edge of the plot.</summary>
    public double Y0 { get; }

    /// <summary>The upper edge of the plot.</summary>
    public double Y1 { get; }

    /// <summary>Draws the horizontal axis with its ticks.</summary>
    public void Horizontal(AxisScale scale, string label)
    {
        foreach (var tick in scale.Ticks)
        {
            Canvas.GridLine(scale.At(tick), Y0, scale.At(tick), Y1);
            Canvas.Text(scale.At(tick), Y0 + 18, AxisScale.Label(tick), "middle");
        }

        Canvas.Line(X0, Y0, X1, Y0);
        Canvas.Text((X0 + X1) / 2, Y0 + 42, label, "middle");
    }

    /// <summary>Draws the vertical axis with its ticks.</summary>
    public void Vertical(AxisScale scale, string label)
    {
        foreach (var tick in scale.Ticks)
        {
            Canvas.GridLine(X0, scale.At(tick), X1, scale.At(tick));
            Canvas.Text(X0 - 8, scale.At(tick) + 4, AxisScale.Label(tick), "end");
        }

        Canvas.Line(X0, Y0, X0, Y1);
        Canvas.Text(18, (Y0 + Y1) / 2, label, "middle", turn: -90);
    }

    /// <summary>Draws the legend: a colour and a label for each entry.</summary>
    public void Legend(IEnumerable<(string Label, string Colour)> entries)
    {
        var y = Y1 + 10;
        foreach (var (label, colour) in entries)
        {
            Canvas.Box(X1 + 16, y - 9, 12, 12, colour);
            Canvas.Text(X1 + 34, y + 2, label);
            y += 20;
        }
    }
}
