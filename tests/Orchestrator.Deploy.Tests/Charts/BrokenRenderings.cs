using System.Text.Json;
using Orchestrator.Deploy.Tests.Tools;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>
/// What the checks find in renderings that were broken on purpose. All are checked in one go, since starting the checks
/// takes longer than they do.
/// </summary>
public sealed class BrokenRenderings : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-broken-");
    private readonly Dictionary<string, IReadOnlyList<string>> _findings = [];

    /// <summary>What was found in one, as <c>Kind/name: rule: text</c>.</summary>
    public IReadOnlyList<string> Findings(string name) => _findings[name];

    public async ValueTask InitializeAsync()
    {
        var names = new List<string>();
        foreach (var (name, change) in Breakages.All)
        {
            var whole = await ValueSets.RenderAsync(change.Set);
            Assert.True(whole.Contains(change.From, StringComparison.Ordinal), $"{name}: '{change.From}' is not rendered");
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), Replaced(whole, change));
            names.Add(name);
        }

        var given = Breakages.All.Values.Select(c => c.Set).Distinct().SelectMany(s => new[] { "--values", ValueSets.PathOf(s) });
        var ran = await ChartTools.CheckAsync([.. given, .. names.Select(n => Path.Combine(_folder.FullName, n))]);
        using var results = JsonDocument.Parse(ran.Out);
        foreach (var (name, result) in names.Zip(results.RootElement.EnumerateArray()))
            _findings[name] = [.. result.GetProperty("findings").EnumerateArray().Select(Text)];
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string Replaced(string whole, Breakage change)
    {
        var at = whole.IndexOf(change.From, StringComparison.Ordinal);
        return string.Concat(whole.AsSpan(0, at), change.To, whole.AsSpan(at + change.From.Length));
    }

    private static string Text(JsonElement finding) =>
        $"{finding.GetProperty("where")}: {finding.GetProperty("rule")}: {finding.GetProperty("what")}";
}
