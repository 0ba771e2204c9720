using System.Text.RegularExpressions;
using Orchestrator.TestKit;

namespace Orchestrator.Deploy.Tests.Monitoring;

/// <summary>The metrics of the program, as its documentation has them and Prometheus calls them.</summary>
internal static partial class MetricNames
{
    private static readonly Lazy<HashSet<string>> Documented = new(Read);

    /// <summary>The metrics in a query that the program does not have. Those of libraries are not looked at.</summary>
    public static IReadOnlyList<string> Unknown(string query) => [.. Ours().Matches(query)
        .Select(match => match.Value)
        .Where(name => !Documented.Value.Contains(Suffix().Replace(name, "")))];

    // The documentation gives names and units; Prometheus' suffixes follow from unit and kind.
    private static HashSet<string> Read() => [.. Row()
        .Matches(File.ReadAllText(RepositoryFolders.Of("src", "Orchestrator.Host", "Telemetry", "README.md")))
        .Select(row => row.Groups["name"].Value.Replace('.', '_'))];

    [GeneratedRegex(@"\borchestrator_[a-z_]+")]
    private static partial Regex Ours();

    [GeneratedRegex("(_total|_seconds_bucket|_seconds_count|_seconds_sum|_bytes)$")]
    private static partial Regex Suffix();

    [GeneratedRegex(@"^\| `(?<name>orchestrator\.[a-z.]+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
