using System.Text.Json;

namespace Orchestrator.TestKit.Monitoring;

/// <summary>A Grafana dashboard of the repository.</summary>
public sealed class Dashboard
{
    private Dashboard(string name, JsonElement json)
    {
        Name = name;
        Json = json;
        var row = "";
        var panels = new List<DashboardPanel>();
        foreach (var panel in json.GetProperty("panels").EnumerateArray())
        {
            if (panel.GetProperty("type").GetString() == "row")
                row = panel.GetProperty("title").GetString()!;
            else
                panels.Add(new DashboardPanel(row, panel));
        }

        Panels = panels;
    }

    /// <summary>Where the repository has its alerts and dashboards.</summary>
    public static string Folder => Path.Combine(RepositoryFolders.Root, "helm", "orchestrator", "monitoring");

    /// <summary>The file's name without its ending.</summary>
    public string Name { get; }

    /// <summary>All of it.</summary>
    public JsonElement Json { get; }

    /// <summary>Its title.</summary>
    public string Title => Json.GetProperty("title").GetString()!;

    /// <summary>Its panels without the rows, as they are read.</summary>
    public IReadOnlyList<DashboardPanel> Panels { get; }

    /// <summary>All dashboards, by name.</summary>
    public static IReadOnlyList<Dashboard> All() => [.. Directory.GetFiles(Path.Combine(Folder, "dashboards"), "*.json")
        .Order(StringComparer.Ordinal)
        .Select(file => new Dashboard(Path.GetFileNameWithoutExtension(file), Parse(file)))];

    private static JsonElement Parse(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        return json.RootElement.Clone();
    }
}
