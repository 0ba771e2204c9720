using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Tests.Fusion;

namespace Orchestrator.Training.Tests.Generators;

public sealed class RowCodecTests
{
    private static readonly CodecOptions Sound = new(PublishedLabel: false, RawCategories: false, UnitRange: false);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Rows_come_back_as_they_were(int classes)
    {
        var table = NeuralTables.Table(30, classes);
        var codec = new RowCodec(table, Sound);

        var back = codec.Decode(codec.Encode(table), 30);

        Assert.Equal(table.Labels, back.Labels);
        for (var i = 0; i < table.Features.Values.Length; i++)
            Assert.Equal(table.Features.Values[i], back.Features.Values[i], 5);
    }

    [Fact]
    public void Range_of_the_data_fills_that_of_tanh()
    {
        var table = NeuralTables.Table(60);
        var rows = new RowCodec(table, Sound).Encode(table);

        for (var j = 0; j < NeuralTables.Columns + 1; j++)
        {
            var column = Enumerable.Range(0, 60).Select(i => rows[(i * 16) + j]).ToList();
            Assert.Equal(-1, column.Min(), 5);
            Assert.Equal(1, column.Max(), 5);
        }
    }

    [Fact]
    public void Unit_range_leaves_the_values()
    {
        var table = NeuralTables.Table(20);
        var rows = new RowCodec(table, Sound with { UnitRange = true }).Encode(table);

        Assert.Equal((float)table.Features[7, 4], rows[(7 * 16) + 4]);
        Assert.Equal(table.Labels[7], rows[(7 * 16) + 5]);
    }

    [Fact]
    public void Categories_are_put_back_to_valid_levels_unless_raw()
    {
        var table = NeuralTables.Table(40);
        var noise = new float[3 * Block.ColumnStep];
        noise[0] = 0.2f;
        noise[1] = 0.7f;
        noise[2] = 0.4f;

        var sound = new RowCodec(table, Sound with { UnitRange = true }).Decode(noise, 3).Features;
        var raw = new RowCodec(table, new CodecOptions(false, true, true)).Decode(noise, 3).Features;

        Assert.Equal([0, 1, 0.5], sound.Row(0)[..3].ToArray());
        Assert.Equal([0.2f, 0.7f, 0.4f], raw.Row(0)[..3].ToArray().Select(v => (float)v));
    }

    [Theory]
    [InlineData(0.3f, false, 0)]
    [InlineData(0.3f, true, 1)]
    [InlineData(0.6f, false, 1)]
    [InlineData(-0.1f, true, 0)]
    public void Label_turns_at_the_midpoint_or_at_zero_as_published(float value, bool published, int expected)
    {
        var row = new float[Block.ColumnStep];
        row[NeuralTables.Columns] = value;
        var codec = new RowCodec(NeuralTables.Table(20), new CodecOptions(published, false, UnitRange: true));

        Assert.Equal([expected], codec.Decode(row, 1).Labels);
    }

    [Fact]
    public void Constant_column_comes_back_constant()
    {
        var table = NeuralTables.Table(20);
        for (var i = 0; i < 20; i++)
            table.Features[i, 3] = 7;
        var row = new float[Block.ColumnStep];
        row[3] = 0.9f;

        Assert.Equal(7, new RowCodec(table, Sound).Decode(row, 1).Features[0, 3]);
    }

    [Fact]
    public void Numeric_target_is_one_more_column_scaled_as_the_others()
    {
        var table = GanTables.Circle(30) with { Targets = [.. Enumerable.Range(0, 30).Select(i => 100.0 + i)] };
        var codec = new RowCodec(table, Sound);
        var rows = codec.Encode(table);

        var back = codec.Decode(rows, 30);

        Assert.Equal((2, 2), (codec.Width, codec.TableWidth));
        Assert.Equal((-1f, 1f), (rows[1], rows[(29 * 16) + 1]));
        Assert.Equal((0, 30), (back.ClassCount, back.Labels.Count(label => label == 0)));
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(100 + i, back.Targets![i], 1e-5);
            Assert.Equal(table.Features[i, 0], back.Features[i, 0], 1e-6);
        }
    }
}
