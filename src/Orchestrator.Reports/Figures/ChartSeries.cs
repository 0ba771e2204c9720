namespace Orchestrator.Reports.Figures;

/// <summary>A line of a chart.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Points">Its points, by ascending x.</param>
internal sealed record ChartSeries(string Label, IReadOnlyList<ChartPoint> Points);

/// <summary>A value with its interval.</summary>
/// <param name="X">Where it stands.</param>
/// <param name="Y">The value.</param>
/// <param name="Margin">Half its 95 % interval; 0 where none is drawn.</param>
internal readonly record struct ChartPoint(double X, double Y, double Margin);
