using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators.Ctgan;
using Orchestrator.Training.Generators.Tabular;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators.Tabular;

public sealed class TabularCodecTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Rows_come_back_from_the_network_as_they_were(int classes)
    {
        var task = NeuralTables.GeneratorTask(4, 200, classes);
        var codec = TabularTables.Coded(task).Codec;

        var back = codec.Decode(codec.Rows, 200);

        Assert.Equal(task.Table.Labels, back.Labels);
        Assert.Equal(classes, back.ClassCount);
        var worst = 0.0;
        for (var i = 0; i < 200; i++)
        {
            for (var j = 0; j < 3; j++)
                Assert.Equal(task.Table.Features[i, j], back.Features[i, j]);
            for (var j = 3; j < 5; j++)
                worst = Math.Max(worst, Math.Abs(task.Table.Features[i, j] - back.Features[i, j]));
        }

        // Places are held in ±0.99: only what lies four deviations off its mode moves.
        Assert.InRange(worst, 0, 1e-5);
    }

    [Fact]
    public void Rows_are_places_and_one_hot_runs()
    {
        var codec = TabularTables.Coded(NeuralTables.GeneratorTask(4, 200)).Codec;

        Assert.Equal(
            [
                (SpanKind.Levels, 2), (SpanKind.Levels, 3), (SpanKind.Place, 1), (SpanKind.Modes, 10), (SpanKind.Place, 1),
                (SpanKind.Modes, 10), (SpanKind.Levels, 2),
            ],
            codec.Spans.Select(span => (span.Kind, span.Width)));
        var columns = Block.PadColumns(codec.Width);
        for (var i = 0; i < 200; i++)
        {
            foreach (var span in codec.Spans)
            {
                var run = codec.Rows.AsSpan((i * columns) + span.Start, span.Width).ToArray();
                if (span.Kind == SpanKind.Place)
                {
                    Assert.InRange(run[0], -0.99f, 0.99f);
                    continue;
                }

                Assert.Equal(1, run.Sum());
                Assert.True(codec.Active[span.Start + Array.IndexOf(run, 1)]);
            }

            Assert.All(codec.Rows[((i * columns) + codec.Width)..((i + 1) * columns)], value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void Numeric_target_keeps_its_unit_and_there_is_no_condition()
    {
        var table = TabularTables.Numbers(150);
        var coded = TabularTables.Coded(TabularTables.Task(1, table));

        var back = coded.Codec.Decode(coded.Codec.Rows, 150);

        for (var i = 0; i < 150; i++)
            Assert.Equal(table.Targets![i], back.Targets![i], 1e-2);
        Assert.Empty(coded.Codec.Discrete);
        Assert.Equal(0, new ConditionSampler(coded.Codec).Width);
    }

    [Fact]
    public void Rows_with_no_level_and_columns_that_never_change_come_back()
    {
        var table = TabularTables.Clusters(40);
        for (var i = 0; i < 40; i++)
            table.Features[i, 0] = 7.25;
        (table.Features[3, 1], table.Features[3, 2]) = (0, 0);
        var codec = TabularTables.Coded(TabularTables.Task(1, table)).Codec;

        var back = codec.Decode(codec.Rows, 40);

        Assert.Equal(table.Features.Values, back.Features.Values);
        Assert.Equal(4, codec.Spans[2].Width);
    }

    [Fact]
    public void Level_that_never_occurs_is_never_decoded()
    {
        var codec = TabularTables.Coded(TabularTables.Task(1, TabularTables.Clusters(40))).Codec;
        var row = new float[Block.PadColumns(codec.Width)];
        row[codec.Spans[2].Start + 2] = 9;

        var back = codec.Decode(row, 1);

        Assert.Equal(0, back.Features[0, 3]);
        Assert.Equal(1, back.Features[0, 1] + back.Features[0, 2]);
    }

    [Fact]
    public void Modes_lie_where_the_values_are()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(i => ((i % 2 * 200) - 100) + Math.Sin(i))];
        var column = new ModeColumn(values, TabularTables.Options);

        var (modes, places) = column.Encode(values, new RandomStream(NeuralTables.Key(1), RandomPurpose.Modes));

        Assert.InRange(column.Count, 2, 4);
        var near = Enumerable.Range(0, 200).Count(i => Math.Abs(column.Mode(modes[i]).Mean - values[i]) < 3);
        Assert.InRange(near, 190, 200);
        for (var i = 0; i < 200; i++)
            Assert.Equal(values[i], column.Decode(modes[i], places[i]), 0.05);
    }

    [Fact]
    public void Column_that_never_changes_is_one_mode_without_width()
    {
        var column = new ModeColumn([.. Enumerable.Repeat(3.5, 50)], TabularTables.Options);

        Assert.Equal((1, 3.5, 0.0), (column.Count, column.Mode(0).Mean, column.Mode(0).Deviation));
        Assert.Equal(3.5, column.Decode(0, 0.7));
    }

    [Fact]
    public void Number_that_is_not_finite_is_refused()
    {
        var error = Assert.Throws<TrainingException>(() => new ModeColumn([1, double.NaN, 3], TabularTables.Options));

        Assert.Contains("not a finite number", error.Message, StringComparison.Ordinal);
    }
}
