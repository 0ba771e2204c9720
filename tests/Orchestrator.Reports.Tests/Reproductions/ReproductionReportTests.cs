using System.Xml.Linq;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Reports.Reproductions;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests.Reproductions;

/// <summary>Reports of a small sweep whose scores are made up.</summary>
public sealed class ReproductionReportTests
{
    private static readonly SweepPlan Plan = SampleSweep.Plan(seeds: 4);

    private static readonly Experiment Made = Experiments.Read(
        """
        {
          "name": "made", "title": "Made up", "source": "Nobody, table I", "sweeps": ["sample"],
          "notes": ["fewer seeds"],
          "reasons": {"known": "it is known"},
          "tables": [{
            "title": "Accuracy in %", "metric": "accuracy", "factor": 100, "step": 0.1, "where": {"sweep": "sample"},
            "rows": [{"label": "real", "where": {"boost": 0}}, {"label": "+50 %", "where": {"boost": 0.5, "generator": "dcgan"}}],
            "columns": [
              {"label": "a", "where": {"model": "logreg", "fraction": 1}},
              {"label": "b", "where": {"model": "knn", "fraction": 1}, "reason": "known"},
              {"label": "c", "where": {"model": "svc"}}],
            "published": [[50, 80, 1], [null, 50, 1]]}],
          "claims": [
            {"text": "a beats b", "kind": "greater", "metric": "accuracy", "where": {"boost": 0, "fraction": 1},
             "left": [{"model": "logreg"}], "right": [{"model": "knn"}], "reason": "known"},
            {"text": "b beats a", "kind": "less", "metric": "accuracy", "where": {"boost": 0, "fraction": 1},
             "left": [{"model": "logreg"}], "right": [{"model": "knn"}]},
            {"text": "rising", "kind": "rising", "metric": "accuracy", "where": {"boost": 0, "fraction": 1},
             "left": [{"model": "logreg"}, {"model": "knn"}]},
            {"text": "falling", "kind": "falling", "metric": "accuracy", "where": {"boost": 0, "fraction": 1},
             "left": [{"model": "logreg"}, {"model": "knn"}]},
            {"text": "near", "kind": "near", "metric": "accuracy", "where": {"boost": 0, "fraction": 1, "model": "knn"},
             "value": 0.6, "tolerance": 0.02},
            {"text": "rows repeat", "kind": "repeated", "where": {"generator": "dcgan"}, "reason": "known"},
            {"text": "nobody", "kind": "greater", "metric": "accuracy", "left": [{"model": "svc"}], "right": [{"model": "knn"}]}],
          "figures": [
            {"name": "bars", "title": "Bars & <more>", "kind": "bars", "table": "Accuracy in %"},
            {"name": "lines", "title": "Lines", "kind": "lines", "metric": "accuracy", "along": "fraction",
             "where": {"boost": 0}, "series": [{"label": "a", "where": {"model": "logreg"}}]},
            {"name": "log", "title": "Log", "kind": "evaluations", "reference": 0.5,
             "series": [{"label": "D", "metric": "evaluation:real-accuracy"}, {"label": "G", "metric": "trace:fake-score"}]},
            {"name": "path", "title": "Path", "kind": "latent-path", "circle": true, "scale": [0.5, 1]}]
        }
        """);

    [Fact]
    public async Task Cells_are_judged_with_our_interval_and_reason()
    {
        var cells = (await ReportAsync()).Tables[0].Cells;

        Assert.Equal(4, cells.Count);
        Assert.Equal(
            [Verdict.Reproduced, Verdict.NotReproduced, Verdict.NotDecidable, Verdict.Reproduced],
            cells.Select(c => c.Verdict));
        Assert.Equal(["", "it is known", "no number was printed", ""], cells.Select(c => c.Why));
        Assert.Equal(4, cells[0].Measured.Count);
        Assert.Equal(50, cells[0].Measured.Mean, 1e-9);
    }

    [Fact]
    public async Task Claims_are_tested_on_the_runs()
    {
        var report = await ReportAsync();

        Assert.Equal(
            [
                Verdict.NotReproduced, Verdict.Reproduced, Verdict.Reproduced, Verdict.NotReproduced, Verdict.Reproduced,
                Verdict.NotReproduced,
            ],
            report.Claims.Select(c => c.Verdict));
        Assert.Equal("it is known", report.Claims[0].Why);
        Assert.Contains("1 of 2 fits repeat one row; constant columns: diversity", report.Claims[5].Evidence);
        Assert.Equal(1, report.Untested);
    }

    [Fact]
    public async Task Text_has_a_line_for_each_number_its_notes_and_its_counts()
    {
        var report = await ReportAsync();
        await using var writer = new StringWriter();

        ReproductionMarkdown.Write(report, "orchestrator reproduce made --quick", writer);

        var text = writer.ToString();
        Assert.Contains("| real | a | 50.0 | 50.00 | 2.05 | 45.41 .. 54.59 | 4 | reproduced |\n", text);
        Assert.Contains("| not reproduced [1] |\n", text);
        Assert.Contains("- [1] it is known\n", text);
        Assert.Contains("- Ours: fewer seeds\n", text);
        Assert.Contains("5 reproduced, 4 not reproduced, 1 not decidable; 3 not in the sweeps of this size.", text);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public async Task Figures_are_well_formed_with_a_title_and_a_description()
    {
        var figures = (await ReportAsync()).Figures;

        Assert.Equal(["bars", "lines", "log", "path"], figures.Select(f => f.Name));
        Assert.All(figures, figure =>
        {
            var root = XDocument.Parse(figure.Svg).Root!;
            XNamespace svg = "http://www.w3.org/2000/svg";
            Assert.Equal(svg + "svg", root.Name);
            Assert.NotEmpty(root.Element(svg + "title")!.Value);
            Assert.True(root.Element(svg + "desc")!.Value.Length > 20);
            Assert.DoesNotContain("NaN", figure.Svg, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", figure.Svg, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Sweep_without_results_has_nothing_to_judge()
    {
        var report = await ReproductionReport.BuildAsync(
            Made, [new ExperimentSweep("sample", Plan)], new InMemoryResultStore(), CancellationToken.None);

        Assert.Empty(report.Claims);
        Assert.Empty(report.Figures);
        Assert.Equal((0, 6), (report.Tables[0].Cells.Count, report.Tables[0].Left));
    }

    // logreg: 0.5 on average at full data, knn 0.6; every run a little off.
    private static async Task<ReproductionReport> ReportAsync()
    {
        await using var store = new InMemoryResultStore();
        for (var index = 0L; index < Plan.Grid.Count; index++)
        {
            var stored = SampleSweep.Result(Plan, index);
            var trial = Plan.Grid[index];
            var off = new[] { -0.015, -0.005, 0.005, 0.015 }[trial.Seed.Value];
            var accuracy = (trial.Model.Algorithm == SampleSweep.Knn ? 0.6 : 0.5) + off
                - (trial.Boost.IsNone || trial.Model.Algorithm != SampleSweep.Knn ? 0 : 0.1);
            await store.AppendAsync(
                new StoreBatch([stored with { Result = stored.Result with { Accuracy = accuracy } }], [], []),
                CancellationToken.None);
        }

        var spec = Plan.Definition.Spec;
        foreach (var seed in spec.Seeds.Take(2))
        {
            var key = Plan.Keys.GeneratorFit(spec.Fractions[1], spec.Generators[1], seed);
            await store.AppendAsync(new StoreBatch([], [], [Trace(key, seed.Value)]), CancellationToken.None);
        }

        return await ReproductionReport.BuildAsync(
            Made, [new ExperimentSweep("sample", Plan)], store, CancellationToken.None);
    }

    private static GeneratorTrace Trace(StageKey key, int seed)
    {
        var one = new GeneratorEvaluation(1, 0.7, 0.6, 0.5, 0.5, 0.5, 0.5, 1, false, 1e-4, 0.1);
        return new GeneratorTrace(key, [0.5f, 0.4f], [0.7f, 0.6f], [0.5f, 0.6f], [0.4f, 0.5f], 1)
        {
            Details = new TraceDetails
            {
                Evaluations = [one, one with { Epoch = 2, RealAccuracy = 0.5 + 0.1 * seed }],
                ConstantColumns = seed == 0 ? ["diversity"] : [],
                LatentPath = [2, 0, 0, 1, -2, 0],
                LatentWidth = 2,
            },
        };
    }
}
