using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Controls;

public sealed class IndependentTrainerTests
{
    [Fact]
    public void Columns_keep_their_distribution_and_lose_what_is_between_them()
    {
        var task = NeuralTables.GeneratorTask(4, 2000, 3);

        var rows = TableFacts.Rows("independent", "", task, 20_000);

        Assert.True(TableFacts.IsValid(rows));
        for (var column = 0; column <= NeuralTables.Columns; column++)
        {
            var (real, made) = (TableFacts.Column(task.Table, column), TableFacts.Column(rows, column));
            Assert.Subset(real.ToHashSet(), made.ToHashSet());
            Assert.InRange(TableFacts.KolmogorovSmirnov(real, made), 0, 2.3 / Math.Sqrt(20_000));
        }

        Assert.InRange(TableFacts.Correlation(TableFacts.Column(task.Table, 4), TableFacts.Column(task.Table, 5)), -1, -0.8);
        Assert.Equal(0, TableFacts.Correlation(TableFacts.Column(rows, 4), TableFacts.Column(rows, 5)), 0.03);
        Assert.Equal(0, TableFacts.Correlation(TableFacts.Column(rows, 3), TableFacts.Column(rows, 4)), 0.03);
        Assert.Equal(0, TableFacts.Correlation(TableFacts.Column(rows, 0), TableFacts.Column(rows, 5)), 0.03);
    }

    [Fact]
    public void Numeric_target_is_a_column_of_its_own()
    {
        var task = GanTables.CircleTask(1);

        var rows = TableFacts.Rows("independent", "", task, 500);

        Assert.Subset(task.Table.Targets!.ToHashSet(), rows.Targets!.ToHashSet());
        Assert.Contains(Enumerable.Range(0, 500), i => Math.Abs(
            (rows.Features[i, 0] * rows.Features[i, 0]) + (rows.Targets![i] * rows.Targets[i]) - 1) > 0.5);
    }
}
