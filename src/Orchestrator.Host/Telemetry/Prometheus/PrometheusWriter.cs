using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Orchestrator.Host.Telemetry.Prometheus;

/// <summary>Writes metrics in Prometheus' text exposition format, version 0.0.4.</summary>
internal sealed class PrometheusWriter
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>Writes the metrics of one collection.</summary>
    public static string Write(in Batch<Metric> metrics)
    {
        var writer = new PrometheusWriter();
        foreach (var metric in metrics)
            writer.Write(metric);
        return writer._text.ToString();
    }

    private void Write(Metric metric)
    {
        var type = metric.MetricType;
        var isCounter = type is MetricType.LongSum or MetricType.DoubleSum;
        var isHistogram = type == MetricType.Histogram;
        if (!isHistogram && type is MetricType.ExponentialHistogram)
            return;
        var name = PrometheusName.OfMetric(metric.Name, metric.Unit, isCounter);
        if (!_written.Add(name))
            return;
        var help = metric.Description.Length > 0 ? metric.Description : $"{metric.Name} of {metric.MeterName}.";
        _text.Append("# HELP ").Append(name).Append(' ').Append(Escape(help, quotes: false)).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ')
            .Append(isHistogram ? "histogram" : isCounter ? "counter" : "gauge").Append('\n');
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            if (isHistogram)
                WriteHistogram(name, point);
            else
                WriteSample(name, Labels(point.Tags), Value(type, point));
        }
    }

    private static double Value(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private void WriteHistogram(string name, in MetricPoint point)
    {
        var labels = Labels(point.Tags);
        var cumulated = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulated += bucket.BucketCount;
            var limit = Number(bucket.ExplicitBound);
            var separator = labels.Length == 0 ? "" : ",";
            WriteSample($"{name}_bucket", $"{labels}{separator}le=\"{limit}\"", cumulated);
        }

        WriteSample($"{name}_sum", labels, point.GetHistogramSum());
        WriteSample($"{name}_count", labels, point.GetHistogramCount());
    }

    private void WriteSample(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0)
            _text.Append('{').Append(labels).Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (labels.Length > 0)
                labels.Append(',');
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(PrometheusName.OfLabel(key)).Append("=\"").Append(Escape(text, quotes: true)).Append('"');
        }

        return labels.ToString();
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ when double.IsNaN(value) => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
