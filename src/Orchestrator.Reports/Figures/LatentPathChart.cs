using System.Globalization;

namespace Orchestrator.Reports.Figures;

/// <summary>The points that a generator makes along a line through its latent space, over the unit circle.</summary>
internal static class LatentPathChart
{
    private const int CircleSteps = 180;

    /// <summary>Draws them; the colour runs from blue at the lower end of the line to orange at the upper.</summary>
    /// <param name="title">The title.</param>
    /// <param name="path">The points in the order of the latent line.</param>
    /// <param name="circle">Whether the unit circle, which the data lie on, is drawn.</param>
    public static (string Svg, string Description) Draw(
        string title, IReadOnlyList<(double X, double Y)> path, bool circle)
    {
        var off = path.Average(p => Math.Abs(Math.Sqrt(p.X * p.X + p.Y * p.Y) - 1));
        var place = circle ? $", {off.ToString("0.###", CultureInfo.InvariantCulture)} off the circle on average" : "";
        var description = $"{path.Count} generated points along the latent space{place}.";
        var frame = new ChartFrame(title, description, legend: true, plot: (360, 360));
        var ring = circle
            ? Enumerable.Range(0, CircleSteps + 1).Select(i => Math.SinCos(2 * Math.PI * i / CircleSteps))
                .Select(p => (X: p.Cos, Y: p.Sin)).ToList()
            : [];
        var all = path.Concat(ring).ToList();
        var x = new AxisScale(all.Select(p => p.X), frame.X0, frame.X1);
        var y = new AxisScale(all.Select(p => p.Y), frame.Y0, frame.Y1);
        frame.Vertical(y, "second coordinate");
        frame.Horizontal(x, "first coordinate");
        if (circle)
            frame.Canvas.Polyline(ring.Select(p => (x.At(p.X), y.At(p.Y))), "#999999", 6);
        for (var i = 1; i < path.Count; i++)
        {
            frame.Canvas.Polyline(
                [(x.At(path[i - 1].X), y.At(path[i - 1].Y)), (x.At(path[i].X), y.At(path[i].Y))],
                Between((double)i / (path.Count - 1)), 2.5);
        }

        foreach (var (index, point) in path.Index())
            frame.Canvas.Dot(x.At(point.X), y.At(point.Y), 2.5, Between((double)index / Math.Max(1, path.Count - 1)));
        var steps = new[] { 0, 0.25, 0.5, 0.75, 1 };
        frame.Legend(steps.Select(s => (Name(s), Between(s))).Concat(circle ? [("the circle", "#999999")] : []));
        return (frame.Canvas.ToString(), description);
    }

    private static string Name(double place) => place switch
    {
        0 => "z: lower end",
        0.5 => "z: middle",
        1 => "z: upper end",
        _ => "",
    };

    private static string Between(double place)
    {
        var (r, g, b) = (Mix(0x00, 0xd5), Mix(0x72, 0x5e), Mix(0xb2, 0x00));
        return $"#{r:x2}{g:x2}{b:x2}";
        int Mix(int from, int to) => (int)Math.Round(from + (to - from) * place);
    }
}
