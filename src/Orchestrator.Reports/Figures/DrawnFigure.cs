namespace Orchestrator.Reports.Figures;

/// <summary>A figure.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Description">What can be seen, in words.</param>
/// <param name="Svg">The picture: a whole SVG document.</param>
public sealed record DrawnFigure(string Name, string Description, string Svg);
