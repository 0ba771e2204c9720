using Orchestrator.Reports.Reproductions;
using Orchestrator.Reports.Reproductions.Judging;
using Orchestrator.Sweeps.BuiltIn;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.TestKit;

namespace Orchestrator.Reports.Tests.Reproductions;

/// <summary>The files of published numbers fit together with the sweeps that repeat them.</summary>
public sealed class PublishedExperimentsTests
{
    private static readonly string[] Curves =
        ["parabola", "sine-surface", "unit-circle", "sine-of-square", "sine-of-square-noisy"];

    private static readonly SpecVocabulary Vocabulary =
        SpecVocabulary.Of(["titanic-published", "titanic13-published", "pima-published", "f1", "f2", "f3", .. Curves]) with
        {
            RegressionDatasets = Curves,
        };

    public static TheoryData<string> Names => [.. Experiments.List().Select(e => e.Name)];

    [Fact]
    public void Every_announced_experiment_is_there() => Assert.Equal(
        [
            "joshi-2d", "joshi-3d", "leitner-figure-9-12", "leitner-figure-9-13", "leitner-figure-9-14", "leitner-search",
            "messidor-boosting", "ostmo-circle", "prodan-grid", "prodan-initialisers", "prodan-noise", "prodan-samples",
            "wouters-algorithms", "wouters-generalisation", "wouters-regression",
        ],
        Experiments.List().Select(e => e.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Sweeps_are_right_in_both_sizes(string name)
    {
        foreach (var sweep in Experiments.Find(name)!.Sweeps)
        {
            Assert.Equal(sweep, Spec(sweep).Name);
            Assert.Equal($"{sweep}-quick", Spec($"{sweep}-quick").Name);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_number_selects_one_configuration_of_the_full_size_and_at_most_one_of_the_quick(string name)
    {
        var experiment = Experiments.Find(name)!;
        var full = Runs(experiment, "");
        var quick = Runs(experiment, "-quick");
        var measured = 0;
        foreach (var cell in experiment.Tables.SelectMany(t => t.Cells()))
        {
            Assert.True(Count(full, cell) == 1, $"{cell.Row}, {cell.Column}: {Count(full, cell)} in the full size");
            Assert.InRange(Count(quick, cell), 0, 1);
            measured += Count(quick, cell);
        }

        Assert.True(measured > 0, "The quick size has none of the numbers.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tables_have_a_number_or_a_gap_for_each_cell_and_known_scores(string name)
    {
        var experiment = Experiments.Find(name)!;
        foreach (var table in experiment.Tables)
        {
            Assert.Equal(table.Rows.Count, table.Published.Count);
            Assert.All(table.Published, row => Assert.Equal(table.Columns.Count, row.Count));
            Assert.All(table.Cells(), cell => Assert.True(RunMetrics.IsKnown(cell.Metric), cell.Metric));
            Assert.All(table.Cells(), cell => Assert.True(cell.Step > 0));
        }

        Assert.All(experiment.Claims, claim =>
            Assert.True(claim.Kind == ClaimKind.Repeated || RunMetrics.IsKnown(claim.Metric), claim.Text));
        Assert.All(experiment.Figures, figure => Assert.True(
            figure.Kind != FigureKind.Bars || experiment.Tables.Any(t => t.Title == figure.Table), figure.Name));
        Assert.Equal(experiment.Figures.Count, experiment.Figures.Select(f => f.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_side_of_a_claim_selects_one_configuration_of_the_full_size(string name)
    {
        var experiment = Experiments.Find(name)!;
        var runs = Runs(experiment, "");
        foreach (var claim in experiment.Claims)
        {
            var sides = claim.Left.Concat(claim.Right).Append(new TrialSelector()).ToList();
            foreach (var side in sides.Take(Math.Max(1, sides.Count - 1)))
            {
                var where = claim.Where.With(side);
                Assert.True(runs.Count(c => c.IsSelected(where)) == 1, $"{claim.Text}: {where}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reason_that_is_named_is_given_and_every_one_given_is_named(string name)
    {
        var experiment = Experiments.Find(name)!;
        var named = experiment.Tables.SelectMany(t => t.Cells()).Select(c => c.Reason)
            .Concat(experiment.Claims.Select(c => c.Reason)).Where(r => r.Length > 0).Distinct();
        Assert.Equal(experiment.Reasons.Keys.Order(), named.Order());
    }

    private static int Count(List<Configuration> runs, PublishedCell cell) => RunMetrics.IsOfFits(cell.Metric)
        ? runs.Where(c => c.Trial.Generator is not null && c.IsSelected(cell.Where))
            .Select(c => (c.Sweep, c.Trial.Fraction, c.Trial.Generator)).Distinct().Count()
        : runs.Count(c => c.IsSelected(cell.Where));

    private static List<Configuration> Runs(Experiment experiment, string size)
    {
        var runs = new List<Configuration>();
        foreach (var sweep in experiment.Sweeps)
        {
            var plan = new SweepPlan(TestSweeps.Define(Spec(sweep + size)));
            var seeds = plan.Definition.Spec.Seeds.Count;
            for (var index = 0L; index < plan.Grid.Count; index += seeds)
                runs.Add(new Configuration(sweep, plan.Grid[index], []));
        }

        return runs;
    }

    private static SweepSpec Spec(string name)
    {
        var read = SpecReader.Read(BuiltInSweeps.Find(name)!.Text, name, Vocabulary);
        Assert.Empty(read.Problems);
        return read.Spec!;
    }
}
