using System.Text.Json;

namespace Orchestrator.TestKit.Monitoring;

/// <summary>A panel of a dashboard.</summary>
public sealed class DashboardPanel(string row, JsonElement json)
{
    /// <summary>The row that it is in.</summary>
    public string Row { get; } = row;

    /// <summary>All of it.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Its title.</summary>
    public string Title => Json.GetProperty("title").GetString()!;

    /// <summary>What it is drawn as.</summary>
    public string Type => Json.GetProperty("type").GetString()!;

    /// <summary>The unit of its values, as Grafana names it.</summary>
    public string Unit => Json.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString()!;

    /// <summary>Its queries, and how the series of each are called.</summary>
    public IReadOnlyList<(string Query, string Legend)> Targets => [.. Json.GetProperty("targets").EnumerateArray()
        .Select(target => (
            target.GetProperty("expr").GetString()!, target.GetProperty("legendFormat").GetString()!))];
}
