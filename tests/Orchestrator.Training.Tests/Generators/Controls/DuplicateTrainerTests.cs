using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Controls;

public sealed class DuplicateTrainerTests
{
    [Fact]
    public void Rows_are_those_of_the_subset_bit_for_bit_and_each_pass_takes_every_row_once()
    {
        var task = NeuralTables.GeneratorTask(2, 60, 3);

        var rows = TableFacts.Rows("duplicate", "", task, 180);

        for (var pass = 0; pass < 3; pass++)
        {
            var sources = Enumerable.Range(60 * pass, 60).Select(i => Enumerable.Range(0, 60).Single(source =>
                task.Table.Features.Row(source).SequenceEqual(rows.Features.Row(i))
                && task.Table.Labels[source] == rows.Labels[i]));
            Assert.Equal(Enumerable.Range(0, 60), sources.Order());
        }

        Assert.NotEqual(rows.Labels[..60], rows.Labels[60..120]);
    }

    [Fact]
    public void Per_class_keeps_the_shares_of_the_classes_at_every_length()
    {
        var rows = TableFacts.Rows("duplicate", "per-class=true", NeuralTables.GeneratorTask(2, 90, 3), 10);

        Assert.Equal([4, 3, 3], Enumerable.Range(0, 3).Select(c => rows.Labels.Count(label => label == c)));
    }

    [Fact]
    public void Numeric_target_goes_with_its_row()
    {
        var rows = TableFacts.Rows("duplicate", "", GanTables.CircleTask(1, 40), 80);

        Assert.All(Enumerable.Range(0, 80), i => Assert.Equal(
            1, (rows.Features[i, 0] * rows.Features[i, 0]) + (rows.Targets![i] * rows.Targets[i]), 1e-12));
    }
}
