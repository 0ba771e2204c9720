using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Orchestrator.Host.Telemetry.Prometheus;

/// <summary>
/// Collects the metrics when they are asked for and writes them as Prometheus' text. Thread-safe: one collection at a
/// time.
/// </summary>
internal sealed class PrometheusReader : BaseExportingMetricReader
{
    private readonly TextExporter _exporter;
    private readonly Lock _collecting = new();

    /// <summary>A reader to add to a meter provider.</summary>
    public PrometheusReader()
        : this(new TextExporter())
    {
    }

    private PrometheusReader(TextExporter exporter)
        : base(exporter)
    {
        _exporter = exporter;
        TemporalityPreference = MetricReaderTemporalityPreference.Cumulative;
    }

    /// <summary>All metrics as they stand.</summary>
    public string Scrape()
    {
        lock (_collecting)
        {
            _exporter.Text = "";
            _exporter.Collect!(Timeout.Infinite);
            return _exporter.Text;
        }
    }

    [ExportModes(ExportModes.Pull)]
    private sealed class TextExporter : BaseExporter<Metric>, IPullMetricExporter
    {
        public string Text { get; set; } = "";

        public Func<int, bool>? Collect { get; set; }

        public override ExportResult Export(in Batch<Metric> batch)
        {
            Text = PrometheusWriter.Write(batch);
            return ExportResult.Success;
        }
    }
}
