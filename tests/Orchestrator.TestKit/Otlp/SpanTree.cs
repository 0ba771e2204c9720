using System.Globalization;
using System.Text;

namespace Orchestrator.TestKit.Otlp;

/// <summary>A trace as text: a line a span, children indented below their parent, in the order they began.</summary>
public static class SpanTree
{
    /// <summary>Writes the spans of one trace. A span whose parent was not collected is a root.</summary>
    public static string Write(IEnumerable<CollectedSpan> spans)
    {
        var all = spans.OrderBy(span => span.Span.StartTimeUnixNano).ToList();
        var ids = all.Select(span => span.Id).ToHashSet();
        var children = all.ToLookup(span => ids.Contains(span.ParentId) ? span.ParentId : "");
        var text = new StringBuilder();
        Write("", 0);
        return text.ToString();

        void Write(string parent, int depth)
        {
            foreach (var span in children[parent])
            {
                var name = new string(' ', 2 * depth) + span.Span.Name;
                var milliseconds = span.Duration.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
                var tags = string.Join(' ', span.Span.Attributes
                    .Where(a => a.Key.StartsWith("orchestrator.", StringComparison.Ordinal))
                    .Select(a => $"{a.Key["orchestrator.".Length..]}={span.Text(a.Key)}"));
                text.AppendLine(CultureInfo.InvariantCulture, $"{name,-44} {milliseconds,9} ms  {span.Service,-24} {tags}");
                Write(span.Id, depth + 1);
            }
        }
    }
}
