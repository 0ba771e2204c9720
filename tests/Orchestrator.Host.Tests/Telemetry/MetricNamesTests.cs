using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Orchestrator.TestKit;

namespace Orchestrator.Host.Tests.Telemetry;

public sealed partial class MetricNamesTests
{
    [Fact]
    public void Every_metric_is_documented_and_every_documented_metric_exists()
    {
        var readme = File.ReadAllText(
            Path.Combine(RepositoryFolders.Root, "src", "Orchestrator.Host", "Telemetry", "README.md"));
        var documented = Row().Matches(readme).Select(match => match.Groups["name"].Value).Order().ToList();

        Assert.Equal(documented, Published().Order());
    }

    private static List<string> Published()
    {
        var names = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name is "Orchestrator.Coordinator" or "Orchestrator.Worker" or "Orchestrator.Host")
                names.Add(instrument.Name);
        };
        listener.Start();
        RuntimeHelpers.RunClassConstructor(typeof(Host.Telemetry.Instruments).TypeHandle);
        foreach (var assembly in new[] { "Orchestrator.Coordinator", "Orchestrator.Worker" })
        {
            var instruments = Assembly.Load(assembly).GetType($"{assembly}.Diagnostics.Instruments", throwOnError: true)!;
            RuntimeHelpers.RunClassConstructor(instruments.TypeHandle);
        }

        return names;
    }

    [GeneratedRegex(@"^\| `(?<name>orchestrator\.[a-z.]+)`", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
