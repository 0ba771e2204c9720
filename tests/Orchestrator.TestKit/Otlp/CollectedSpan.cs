namespace Orchestrator.TestKit.Otlp;

/// <summary>A span with the service that it came from.</summary>
public sealed record CollectedSpan(string Service, SpanRecord Span)
{
    /// <summary>Its trace, in hexadecimal digits.</summary>
    public string TraceId => Convert.ToHexStringLower(Span.TraceId.Span);

    /// <summary>Its id, in hexadecimal digits.</summary>
    public string Id => Convert.ToHexStringLower(Span.SpanId.Span);

    /// <summary>Its parent's id; empty for a root.</summary>
    public string ParentId => Convert.ToHexStringLower(Span.ParentSpanId.Span);

    /// <summary>How long it took.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks((long)(Span.EndTimeUnixNano - Span.StartTimeUnixNano) / 100);

    /// <summary>The text of an attribute; null where there is none.</summary>
    public string? Text(string key) => Span.Attributes.FirstOrDefault(a => a.Key == key)?.Value is { } value
        ? value.HasIntValue ? $"{value.IntValue}" : value.StringValue
        : null;
}
