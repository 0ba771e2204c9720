using System.Globalization;
using System.Xml.Linq;

namespace Orchestrator.Reports.Figures;

/// <summary>An SVG document that shapes are put on, with a description for those who do not see it.</summary>
internal sealed class SvgCanvas
{
    /// <summary>The colours of series: told apart with every kind of colour vision.</summary>
    public static readonly string[] Colours =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#7a5195", "#8c6d1f", "#444444"];

    private const string Dark = "#222222";
    private const string Pale = "#dddddd";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private readonly XElement _root;

    /// <summary>An empty document on a white ground.</summary>
    public SvgCanvas(double width, double height, string title, string description)
    {
        (Width, Height) = (width, height);
        _root = new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {N(width)} {N(height)}"), new XAttribute("width", N(width)),
            new XAttribute("height", N(height)), new XAttribute("role", "img"),
            new XAttribute("font-family", "sans-serif"), new XAttribute("font-size", "13"),
            new XElement(Svg + "title", title), new XElement(Svg + "desc", description));
        Add("rect", ("width", N(width)), ("height", N(height)), ("fill", "#ffffff"));
        Text(width / 2, 24, title, "middle", size: 16);
    }

    /// <summary>The width in pixels.</summary>
    public double Width { get; }

    /// <summary>The height in pixels.</summary>
    public double Height { get; }

    /// <summary>A straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string colour = Dark, double width = 1,
        string dashes = "none") => Add(
        "line", ("x1", N(x1)), ("y1", N(y1)), ("x2", N(x2)), ("y2", N(y2)), ("stroke", colour),
        ("stroke-width", N(width)), ("stroke-dasharray", dashes));

    /// <summary>A pale line of a grid.</summary>
    public void GridLine(double x1, double y1, double x2, double y2) => Line(x1, y1, x2, y2, Pale);

    /// <summary>Points joined by straight lines.</summary>
    public void Polyline(IEnumerable<(double X, double Y)> points, string colour, double width = 2) => Add(
        "polyline", ("points", string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"))), ("fill", "none"),
        ("stroke", colour), ("stroke-width", N(width)), ("stroke-linejoin", "round"));

    /// <summary>A point.</summary>
    public void Dot(double x, double y, double radius, string fill, string stroke = "none") => Add(
        "circle", ("cx", N(x)), ("cy", N(y)), ("r", N(radius)), ("fill", fill), ("stroke", stroke),
        ("stroke-width", "1.5"));

    /// <summary>A filled rectangle.</summary>
    public void Box(double x, double y, double width, double height, string fill) => Add(
        "rect", ("x", N(x)), ("y", N(y)), ("width", N(width)), ("height", N(Math.Max(0, height))), ("fill", fill));

    /// <summary>An interval: a vertical bar with caps.</summary>
    public void Interval(double x, double low, double high, string colour = Dark)
    {
        Line(x, low, x, high, colour, 1.5);
        Line(x - 3, low, x + 3, low, colour, 1.5);
        Line(x - 3, high, x + 3, high, colour, 1.5);
    }

    /// <summary>A line of text.</summary>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="text">The text.</param>
    /// <param name="anchor">Which of its points is at x: start, middle or end.</param>
    /// <param name="size">The font's size in pixels.</param>
    /// <param name="turn">Degrees to turn it by, clockwise.</param>
    public void Text(double x, double y, string text, string anchor = "start", double size = 13, double turn = 0)
    {
        var element = Add("text", ("x", N(x)), ("y", N(y)), ("text-anchor", anchor), ("fill", Dark),
            ("font-size", N(size)));
        if (turn != 0)
            element.SetAttributeValue("transform", $"rotate({N(turn)} {N(x)} {N(y)})");
        element.Value = text;
    }

    /// <summary>The document.</summary>
    public override string ToString() =>
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{_root}\n".ReplaceLineEndings("\n");

    private XElement Add(string name, params (string Name, string Value)[] attributes)
    {
        var element = new XElement(Svg + name, attributes.Select(a => new XAttribute(a.Name, a.Value)));
        _root.Add(element);
        return element;
    }

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
