using System.Text.Json;
using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Formats;
using Orchestrator.Reports.Tests.Answers;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests.Formats;

public sealed class ReportFormatTests
{
    [Fact]
    public async Task Text_leads_with_the_verdict_and_keeps_to_120_columns()
    {
        var document = await DocumentAsync();
        var lines = Lines(document, ReportFormat.Text);
        Assert.Equal("Does synthetic data help? answered", lines[0]);
        Assert.Equal(["Verdict", "======="], lines[2..4]);
        Assert.StartsWith("- ", lines[5]);
        Assert.Contains("real rows", string.Join(' ', lines[5..12]), StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 120));
        Assert.Equal(
            ["Verdict", "Worth in real rows", "Comparisons", "Unboosted scores", "How to read it", "Sweep answered"],
            Headings(lines));
        Assert.Contains("    name: answered", lines);
        Assert.Contains("- to run it again: orchestrator run answered.yaml", lines);
        Assert.Contains("- versions: orchestrator 1.2.3, wgan-gp v1, dcgan v1, logreg v1, knn v1, data v1, scoring v1", lines);
    }

    [Fact]
    public async Task Markdown_has_the_same_sections_and_every_comparison_as_a_row()
    {
        var document = await DocumentAsync();
        var lines = Lines(document, ReportFormat.Markdown);
        Assert.Equal("# Does synthetic data help? answered", lines[0]);
        Assert.Equal(
            ["## Verdict", "## Worth in real rows", "## Comparisons", "## Unboosted scores", "## How to read it",
                "## Sweep answered"],
            lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Equal(["### logreg", "### knn"], lines.Where(l => l is "### logreg" or "### knn"));
        Assert.Equal(32, lines.Count(line => line.Contains("| wgan-gp |") || line.Contains("| dcgan |")));
    }

    [Fact]
    public async Task Csv_has_a_line_for_each_comparison_with_all_its_numbers()
    {
        var document = await DocumentAsync();
        var lines = Lines(document, ReportFormat.Csv);
        Assert.Equal(document.Comparisons.Count + 2, lines.Length); // a header, and nothing behind the last line end
        var columns = lines[0].Split(',');
        Assert.Equal(31, columns.Length);
        var first = document.Comparisons[0];
        var fields = lines[1].Split(',');
        Assert.Equal(first.Gain, double.Parse(fields[Array.IndexOf(columns, "gain")]));
        Assert.Equal(first.Low, double.Parse(fields[Array.IndexOf(columns, "low")]));
        Assert.Equal("0.2", fields[Array.IndexOf(columns, "fraction")]);
        Assert.Equal(ReportJson.WordOf(first.Verdict), fields[Array.IndexOf(columns, "verdict")]);
    }

    [Fact]
    public async Task Json_reads_back_as_the_same_document()
    {
        var document = await DocumentAsync();
        var text = string.Join('\n', Lines(document, ReportFormat.Json));
        Assert.Equal(text, ReportJson.Write(ReportJson.Read(text)) + "\n");
        Assert.Equal("answered", JsonDocument.Parse(text).RootElement.GetProperty("sweeps")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Html_is_a_page_with_the_document_in_it()
    {
        var text = string.Join('\n', Lines(await DocumentAsync(), ReportFormat.Html));
        Assert.StartsWith("<!DOCTYPE html>", text);
        Assert.Contains("\"name\":\"answered\"", text);
    }

    [Fact]
    public async Task Unfinished_sweep_is_called_partial_before_anything_is_said()
    {
        var plan = AnsweredSweep.Plan();
        await using var store = await AnsweredSweep.StoreAsync(plan, index => index < 200);
        var lines = Lines(await AnsweredSweep.ReportAsync(plan, store), ReportFormat.Text);
        Assert.Equal("Partial: 200 of 240 trials of answered have a result, 40 are pending; all that follows may change.", lines[5]);
    }

    [Fact]
    public async Task Failed_trials_are_told_before_anything_is_said()
    {
        var document = await DocumentAsync();
        var failed = document with { Sweeps = [document.Sweeps[0] with { Completed = 237, Failed = 3 }] };
        Assert.Equal("3 of 240 trials of answered failed; their pairs are missing.", Lines(failed, ReportFormat.Text)[5]);
    }

    [Fact]
    public async Task Sweep_that_compares_nothing_says_how_to_get_an_answer()
    {
        var plan = AnsweredSweep.Plan(spec => spec with { Boosts = [new BoostFactor(0)], Generators = [] });
        await using var store = await AnsweredSweep.StoreAsync(plan);
        var document = await AnsweredSweep.ReportAsync(plan, store);
        var text = string.Join('\n', Lines(document, ReportFormat.Text));
        Assert.Contains("answered compares nothing", text);
        Assert.Contains("boosts: [0, 0.5]", text);
        Assert.Equal(["Verdict", "Unboosted scores", "Sweep answered"], Headings(text.Split('\n')));
        Assert.Single(Lines(document, ReportFormat.Csv), line => line.Length > 0);
    }

    [Fact]
    public async Task Numbers_of_a_numeric_target_are_in_its_own_unit()
    {
        var document = await DocumentAsync();
        var losses = document with
        {
            Sweeps = [document.Sweeps[0] with { Metric = "mse", HigherIsBetter = false }],
            Comparisons = [document.Comparisons[0] with { Gain = 1.25e-7, Low = -2.5e-8, High = 2e-6, Worth = null, Notes = [] }],
            Verdicts = [document.Verdicts[0] with { Best = 0 }],
        };
        var text = string.Join('\n', Lines(losses, ReportFormat.Text));
        Assert.Contains("gain, mse", text);
        Assert.Matches(@"\+1\.25E-07 +−2\.5E-08 … \+2E-06", text);
    }

    [Fact]
    public async Task Notes_are_numbered_and_explained_once()
    {
        var document = await DocumentAsync();
        var noted = document with
        {
            Comparisons = [.. document.Comparisons.Select(c => c with { Worth = null, Notes = ["a broken baseline", $"b{c.Boost}"] })],
        };
        var lines = Lines(noted, ReportFormat.Text);
        var at = Array.IndexOf(lines, "Notes of the comparisons:");
        Assert.Equal(["  1. b0.5", "  2. b2"], lines[(at + 2)..(at + 4)]);
        Assert.Equal(16, lines.Count(line => line.EndsWith("  1", StringComparison.Ordinal)));
        Assert.Equal(16, lines.Count(line => line.EndsWith("  2", StringComparison.Ordinal)));
        var all = Array.IndexOf(lines, "True of all comparisons:");
        Assert.Equal("- a broken baseline", lines[all + 2]);
    }

    [Fact]
    public async Task Ranks_show_groups_and_pairs()
    {
        var document = await DocumentAsync();
        var ranks = new RankComparison(
            ["titanic", "iris"], [new RankEntry("wgan-gp", 1, [0.8, 0.9]), new RankEntry("none", 2, [0.7, 0.8])], 0.25, 1.39,
            [new RankGroup(0, 1)], [new RankPair("wgan-gp", 0.1, 0.5, 0.5, 0.75, 0.2, 0.05)], "two data sets are few");
        var text = string.Join('\n', Lines(document with { Ranks = ranks }, ReportFormat.Text));
        Assert.Contains("two data sets are few", text);
        Assert.Contains("2 data sets: titanic, iris.", text);
        Assert.Matches(@"wgan-gp +1\.00 +a +0\.8000 +0\.9000", text);
        Assert.Matches(@"wgan-gp +\+10\.00 +0\.500 +0\.500 +0\.75/0\.20/0\.05", text);
    }

    [Fact]
    public async Task Markdown_leaves_no_name_as_markup()
    {
        var document = await DocumentAsync();
        var named = document with { Sweeps = [document.Sweeps[0] with { Name = "a_b*c|<d>" }] };
        var lines = Lines(named, ReportFormat.Markdown);
        Assert.Equal(@"# Does synthetic data help? a\_b\*c|\<d>", lines[0]);
    }

    [Theory]
    [InlineData(120.0, 10.0, 200.0, "", "That is worth about 120 extra real rows (95 % 10 … 200).")]
    [InlineData(120.0, 10.0, null, "", "That is worth about 120 extra real rows (95 % 10 or more).")]
    [InlineData(-40.4, null, null, "", "That costs as much as about 40 real rows bring.")]
    [InlineData(900.0, 300.0, null, "more than this: the end", "That is worth more than 900 extra real rows (95 % 300 or more).")]
    public async Task Sentence_adds_what_the_gain_is_worth(
        double rows, double? low, double? high, string note, string expected)
    {
        var document = await DocumentAsync();
        var verdict = document.Verdicts[0] with { Best = 0, Text = "It helps.", Verdict = BoostVerdict.Helps };
        var worth = document with
        {
            Comparisons = [document.Comparisons[0] with { Worth = new RowsWorth(rows, low, high, note) }],
        };
        Assert.Equal($"It helps. {expected}", VerdictSentence.Of(worth, verdict));
        Assert.Equal("It helps.", VerdictSentence.Of(worth, verdict with { Verdict = BoostVerdict.NoEvidence }));
    }

    private static async Task<ReportDocument> DocumentAsync()
    {
        var plan = AnsweredSweep.Plan();
        await using var store = await AnsweredSweep.StoreAsync(plan);
        return await AnsweredSweep.ReportAsync(plan, store);
    }

    private static string[] Lines(ReportDocument document, ReportFormat format)
    {
        using var writer = new StringWriter();
        ReportWriter.Write(document, format, writer);
        Assert.DoesNotContain('\r', writer.ToString());
        return writer.ToString().Split('\n');
    }

    private static IEnumerable<string> Headings(string[] lines) =>
        lines.Where((_, i) => i + 1 < lines.Length && lines[i + 1].Length > 0 && lines[i + 1].All(c => c == '='));
}
