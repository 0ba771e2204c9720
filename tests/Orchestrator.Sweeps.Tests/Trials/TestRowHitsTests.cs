using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Tests.Trials;

/// <summary>Hits as text and back.</summary>
public sealed class TestRowHitsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(262)]
    public void Hits_come_back_from_their_text(int rows)
    {
        var truth = Enumerable.Range(0, rows).Select(i => i % 3).ToArray();
        var labels = Enumerable.Range(0, rows).Select(i => i * 7 % 5 % 3).ToArray();

        var hits = TestRowHits.Read(TestRowHits.Write(labels, truth), rows);

        Assert.Equal(labels.Zip(truth, (label, right) => label == right), hits);
    }

    [Fact]
    public void First_row_is_the_lowest_bit_of_the_first_byte() =>
        Assert.Equal(Convert.ToBase64String([0b0000_0101, 0b1]), TestRowHits.Write(
            [1, 0, 1, 0, 0, 0, 0, 0, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1]));

    [Theory]
    [InlineData("AQ==", 9)]
    [InlineData("AQE=", 8)]
    [InlineData("no base 64", 8)]
    public void Text_of_another_number_of_rows_is_refused(string text, int rows) =>
        Assert.Throws<FormatException>(() => TestRowHits.Read(text, rows));

    [Fact]
    public void Labels_of_another_number_of_rows_are_refused() =>
        Assert.Throws<ArgumentException>(() => TestRowHits.Write([1, 2], [1]));
}
