using System.Text.RegularExpressions;
using Orchestrator.TestKit;
using Orchestrator.TestKit.Monitoring;

namespace Orchestrator.Deploy.Tests.Monitoring;

/// <summary>The alert rules, and promtool's word on when they fire.</summary>
public sealed partial class AlertTests
{
    private static readonly string Rules = Path.Combine(Dashboard.Folder, "alerts.yaml");
    private static readonly string RuleTests = Path.Combine(Dashboard.Folder, "alerts.test.yaml");

    [Fact]
    public async Task Every_alert_fires_and_clears_as_its_test_says()
    {
        var (code, output) = await DebianProgram.RunAsync(
            "promtool", "", TestContext.Current.CancellationToken, "test", "rules", RuleTests);

        Assert.True(code == 0, output);
        var moments = Moments();
        Assert.All(AlertNames(), name =>
        {
            var fired = moments.Where(moment => moment.Alert == name && moment.Fires).ToList();
            Assert.True(fired.Count > 0, $"no test lets {name} fire");
            Assert.True(
                fired.Exists(fire => moments.Exists(clear => !clear.Fires && clear.IsAfter(fire))),
                $"no test shows that {name} clears after it has fired");
        });
        Assert.Empty(moments.Select(moment => moment.Alert).Except(AlertNames()));
    }

    [Fact]
    public async Task A_rule_with_another_threshold_does_not_pass()
    {
        using var folder = new TemporaryFolder();
        var rules = await File.ReadAllTextAsync(Rules, TestContext.Current.CancellationToken);
        folder.Write("alerts.yaml", rules.Replace("orchestrator_journal_backlog) > 5000", "orchestrator_journal_backlog) > 9000",
            StringComparison.Ordinal));
        var tests = folder.Write(
            "alerts.test.yaml", await File.ReadAllTextAsync(RuleTests, TestContext.Current.CancellationToken));

        var (code, output) = await DebianProgram.RunAsync(
            "promtool", "", TestContext.Current.CancellationToken, "test", "rules", tests);

        Assert.NotEqual(0, code);
        Assert.Contains("OrchestratorJournalBacklog", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_alert_says_what_is_wrong_what_to_do_and_how_bad_it_is()
    {
        var rules = YamlFile.Read(Rules)["groups"].Items.SelectMany(group => group["rules"].Items).ToList();

        Assert.NotEmpty(rules);
        Assert.All(rules, rule =>
        {
            Assert.StartsWith("Orchestrator", rule["alert"].Text, StringComparison.Ordinal);
            Assert.Contains(rule["labels"]["severity"].Text, (string[])["warning", "critical"]);
            Assert.InRange(rule["annotations"]["summary"].Text.Length, 20, 130);
            Assert.InRange(rule["annotations"]["description"].Text.Length, 60, 500);
        });
    }

    [Fact]
    public void Every_metric_of_a_rule_exists() => Assert.All(
        YamlFile.Read(Rules)["groups"].Items.SelectMany(group => group["rules"].Items),
        rule => Assert.Empty(MetricNames.Unknown(rule["expr"].Text)));

    private static List<string> AlertNames() => [.. AlertName()
        .Matches(File.ReadAllText(Rules)).Select(match => match.Groups["name"].Value)];

    private static List<Moment> Moments() => [.. YamlFile.Read(RuleTests)["tests"].Items.SelectMany(
        (test, index) => test["alert_rule_test"].Items.Select(moment => new Moment(
            index, moment["alertname"].Text, Minutes(moment["eval_time"].Text),
            moment.TryGet("exp_alerts") is { } expected && expected.Items.Any())))];

    private static int Minutes(string time) => int.Parse(
        time.TrimEnd('m'), System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^ *- alert: (?<name>\w+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex AlertName();

    private sealed record Moment(int Test, string Alert, int Minute, bool Fires)
    {
        public bool IsAfter(Moment other) => Test == other.Test && Alert == other.Alert && Minute > other.Minute;
    }
}
