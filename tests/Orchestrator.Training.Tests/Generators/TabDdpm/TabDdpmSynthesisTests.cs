using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.TabDdpm;

public sealed class TabDdpmSynthesisTests
{
    private const string Course = "steps=1500,batch=256,timesteps=100,hidden=64+64,time-embedding=32";

    [Theory]
    [InlineData("")]
    [InlineData(",sampling-steps=25")]
    public void Learns_a_mixture_and_the_joint_shares_of_categories(string changes)
    {
        var real = DiffusionTables.Known(1000, 5);
        var rows = DiffusionTables.Fit(Course + changes, DiffusionTables.Task(1, real))
            .Synthesise(2000, TrainingContext.Cpu);

        Assert.Equal(real.Labels.Average(), rows.Labels.Average(), 0.035);
        Assert.InRange(Distance(Column(real, 0), Column(rows, 0)), 0, 0.08);
        Assert.InRange(Distance(Column(real, 1), Column(rows, 1)), 0, 0.08);
        Assert.InRange(Correlation(rows, 0), 0.9, 1);
        Assert.InRange(Correlation(rows, 1), -1, -0.75);
        var (a, b) = (Shares(real), Shares(rows));
        Assert.InRange(a.Zip(b).Sum(pair => Math.Abs(pair.First - pair.Second)) / 2, 0, 0.08);
    }

    [Fact]
    public void Untrained_denoiser_does_not_pass_that_test()
    {
        var real = DiffusionTables.Known(1000, 5);
        var rows = DiffusionTables.Fit(Course + ",steps=1", DiffusionTables.Task(1, real))
            .Synthesise(2000, TrainingContext.Cpu);

        var (a, b) = (Shares(real), Shares(rows));
        Assert.True(a.Zip(b).Sum(pair => Math.Abs(pair.First - pair.Second)) / 2 > 0.15);
        Assert.InRange(Correlation(rows, 0), -1, 0.8);
    }

    [Fact]
    public void Numeric_target_is_one_more_number()
    {
        var rows = DiffusionTables.Fit(Course + ",steps=3000", GanTables.CircleTask(1))
            .Synthesise(300, TrainingContext.Cpu);

        var radius = rows.Targets!.Select((y, i) => Math.Sqrt((y * y) + (rows.Features[i, 0] * rows.Features[i, 0])));
        Assert.InRange(radius.Average(r => Math.Abs(r - 1)), 0, 0.2);
        Assert.All(rows.Labels, label => Assert.Equal(0, label));
        Assert.Equal(0, rows.ClassCount);
    }

    [Fact]
    public void Rows_are_valid_and_unseen_levels_never_come()
    {
        // The second of four levels and the class 2 of three do not occur.
        var table = new PreparedTable(new Matrix(30, 6), new int[30], 3,
        [
            new FeatureBlock("level", FeatureBlockKind.OneHot, 0, 4, []),
            new FeatureBlock("one", FeatureBlockKind.OneHot, 4, 1, []),
            new FeatureBlock("count", FeatureBlockKind.Numeric, 5, 1, []),
        ]);
        for (var i = 0; i < 30; i++)
        {
            table.Features[i, i % 3 == 1 ? 3 : i % 3] = 1;
            table.Features[i, 4] = 1;
            table.Features[i, 5] = (i % 4 * 0.25) - 1;
            table.Labels[i] = i % 5 == 0 ? 0 : 1;
        }

        var rows = DiffusionTables.Fit(DiffusionTables.Small, DiffusionTables.Task(1, table))
            .Synthesise(1000, TrainingContext.Cpu);

        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal((1, 0, 1), (Enumerable.Range(0, 4).Sum(j => rows.Features[i, j]), rows.Features[i, 1], rows.Features[i, 4]));
            Assert.Contains(rows.Features[i, 5], (double[])[-1, -0.75, -0.5, -0.25]);
            Assert.InRange(rows.Labels[i], 0, 1);
        }

        Assert.Equal(0.8, rows.Labels.Average(), 0.06);
    }

    [Fact]
    public void Numbers_that_lie_on_no_lattice_are_left_as_they_are()
    {
        var task = NeuralTables.GeneratorTask(1, 25);
        var rows = DiffusionTables.Fit(DiffusionTables.Small, task).Synthesise(200, TrainingContext.Cpu);

        var known = Column(task.Table, 4).ToHashSet();
        Assert.Contains(Column(rows, 4), value => !known.Contains(value));
        Assert.All(Column(rows, 4), value => Assert.InRange(value, known.Min(), known.Max()));
        Assert.All(Column(rows, 2), value => Assert.Contains(value, (double[])[-0.5, 0, 0.5]));
    }

    private static double[] Column(PreparedTable table, int column) =>
        [.. Enumerable.Range(0, table.Labels.Length).Select(i => table.Features[i, column])];

    // The greatest distance of two distribution functions (Kolmogorov and Smirnov).
    private static double Distance(double[] a, double[] b) => a.Concat(b).Max(x => Math.Abs(
        (a.Count(value => value <= x) / (double)a.Length) - (b.Count(value => value <= x) / (double)b.Length)));

    private static double Correlation(PreparedTable table, int label)
    {
        var rows = Enumerable.Range(0, table.Labels.Length).Where(i => table.Labels[i] == label).ToList();
        var (x, y) = (rows.ConvertAll(i => table.Features[i, 0]), rows.ConvertAll(i => table.Features[i, 1]));
        var (mx, my) = (x.Average(), y.Average());
        double Moment(List<double> a, double ma, List<double> b, double mb) =>
            a.Zip(b).Sum(pair => (pair.First - ma) * (pair.Second - mb));
        return Moment(x, mx, y, my) / Math.Sqrt(Moment(x, mx, x, mx) * Moment(y, my, y, my));
    }

    // The joint shares of label, colour and size.
    private static double[] Shares(PreparedTable table)
    {
        var counts = new double[12];
        for (var i = 0; i < table.Labels.Length; i++)
        {
            var colour = Enumerable.Range(0, 3).Single(c => table.Features[i, 2 + c] == 1);
            counts[(((table.Labels[i] * 3) + colour) * 2) + (table.Features[i, 5] > 0 ? 1 : 0)] += 1.0 / table.Labels.Length;
        }

        return counts;
    }
}
