using Orchestrator.Reports.Reproductions;
using Orchestrator.Reports.Reproductions.Judging;

namespace Orchestrator.Reports.Figures;

/// <summary>Draws the figures that an experiment asks for.</summary>
/// <param name="runs">What its sweeps came to.</param>
/// <param name="tables">Its tables with our numbers.</param>
internal sealed class FigureArtist(ExperimentRuns runs, IReadOnlyList<TableOutcome> tables)
{
    /// <summary>The figure; null where there is nothing to draw.</summary>
    public DrawnFigure? Draw(FigureRequest request)
    {
        var drawn = request.Kind switch
        {
            FigureKind.Bars => Bars(request),
            FigureKind.Lines => Lines(request),
            FigureKind.Evaluations => Evaluations(request),
            _ => LatentPath(request),
        };
        return drawn is { } figure
            ? new DrawnFigure(request.Name, $"{request.Title}. {figure.Description}", figure.Svg)
            : null;
    }

    private (string Svg, string Description)? Bars(FigureRequest request) =>
        tables.FirstOrDefault(t => t.Title == request.Table) is { Cells.Count: > 0 } table
            ? BarChart.Draw(request.Title, table)
            : null;

    private (string Svg, string Description)? Lines(FigureRequest request)
    {
        var series = request.Series.Select(line => new ChartSeries(line.Label,
        [
            .. runs.Select(request.Where.With(line.Where)).Select(c => Point(c, request)).OfType<ChartPoint>()
                .OrderBy(p => p.X),
        ])).Where(s => s.Points.Count > 0).ToList();
        return series.Count == 0
            ? null
            : LineChart.Draw(
                request.Title, (request.Along, request.Metric), series, request.Logarithmic, request.Reference);
    }

    private (string Svg, string Description)? Evaluations(FigureRequest request)
    {
        var fits = runs.SelectFits(request.Where).ToList();
        var series = request.Series.Select(line => new ChartSeries(line.Label,
        [
            .. Epochs(fits, line.Metric!).Select(epoch => (Epoch: epoch, Values: fits
                    .Select(f => RunMetrics.OfFit(f.Trace, line.Metric!, epoch)).OfType<double>().ToList()))
                .Where(p => p.Values.Count > 0).Select(p => Point(p.Epoch, new Measurement(p.Values))),
        ])).Where(s => s.Points.Count > 0).ToList();
        return series.Count == 0
            ? null
            : LineChart.Draw(
                request.Title, ("epoch", $"mean of {fits.Count} fits"), series, request.Logarithmic, request.Reference);
    }

    private (string Svg, string Description)? LatentPath(FigureRequest request)
    {
        var details = runs.SelectFits(request.Where).Select(f => f.Trace.Details)
            .FirstOrDefault(d => d is { LatentWidth: >= 2 } && d.LatentPath.Count > d.LatentWidth);
        if (details is null)
            return null;
        var scale = request.Scale.Count == 2 ? request.Scale : [1, 1];
        var path = details.LatentPath.Chunk(details.LatentWidth).Select(p => (p[0] * scale[0], p[1] * scale[1]))
            .ToList();
        return LatentPathChart.Draw(request.Title, path, request.Circle);
    }

    private static IEnumerable<int> Epochs(List<FitRun> fits, string metric) =>
        metric.StartsWith("trace:", StringComparison.Ordinal)
            ? Enumerable.Range(1, fits.Count == 0 ? 0 : fits.Max(f => f.Trace.GeneratorLoss.Count))
            : fits.SelectMany(f => f.Trace.Details?.Evaluations ?? []).Select(e => e.Epoch).Distinct().Order();

    private static ChartPoint? Point(Configuration configuration, FigureRequest request)
    {
        var values = configuration.Results.Select(RunMetrics.OfTrial(request.Metric)).OfType<double>().ToList();
        if (values.Count == 0)
            return null;
        var trial = configuration.Trial;
        var x = request.Along switch
        {
            "rows" => configuration.Results[0].Result.RealRows,
            "fraction" => trial.Fraction.Value,
            "boost" => trial.Boost.Value,
            _ => trial.Model.Settings.Real(request.Along),
        };
        return Point(x, new Measurement(values));
    }

    private static ChartPoint Point(double x, Measurement measured) =>
        new(x, measured.Mean, double.IsFinite(measured.MeanMargin) ? measured.MeanMargin : 0);
}
