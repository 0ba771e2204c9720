using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Tests.Randomness;

public sealed class PhiloxTests
{
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(
        0x299f31d0a4093822, 0x0370734413198a2e, 0x85a308d3243f6a88, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Block_of_a_published_vector_equals_the_published_words(
        ulong key, ulong stream, ulong counter, uint x0, uint x1, uint x2, uint x3)
    {
        var block = new Philox(key, stream).Block(counter);

        Assert.Equal(new UInt32x4(x0, x1, x2, x3), block);
    }

    [Fact]
    public void Sequence_reads_the_blocks_word_by_word()
    {
        var blocks = new Philox(5, 7);
        var sequence = new PhiloxSequence(5, 7);

        for (var counter = 0UL; counter < 3; counter++)
        {
            var (x0, x1, x2, x3) = blocks.Block(counter);
            uint[] read = [sequence.NextUInt32(), sequence.NextUInt32(), sequence.NextUInt32(), sequence.NextUInt32()];
            Assert.Equal([x0, x1, x2, x3], read);
        }
    }

    [Fact]
    public void Doubles_lie_in_the_unit_interval_with_the_moments_of_a_uniform()
    {
        var sequence = new PhiloxSequence(1, 2);
        var values = Enumerable.Range(0, 100_000).Select(_ => sequence.NextDouble()).ToArray();

        Assert.All(values, value => Assert.InRange(value, 0, Math.BitDecrement(1.0)));
        Assert.Equal(0.5, values.Average(), 2);
        Assert.Equal(1.0 / 12, values.Select(value => (value - 0.5) * (value - 0.5)).Average(), 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void Integers_below_a_bound_are_evenly_spread(int bound)
    {
        var sequence = new PhiloxSequence(3, 4);
        var counts = new int[bound];
        const int Draws = 60_000;
        for (var i = 0; i < Draws; i++)
            counts[sequence.NextInt(bound)]++;

        // Five standard deviations of a binomial count.
        var share = 1.0 / bound;
        var slack = (5 * Math.Sqrt(Draws * share * (1 - share))) + 1;
        Assert.All(counts, count => Assert.InRange(count, (Draws * share) - slack, (Draws * share) + slack));
    }

    [Fact]
    public void Integers_below_a_large_bound_are_not_biased_towards_small_ones()
    {
        // Without rejection the residues 0 and 1 would have three words in eight each, and residue 2 only two.
        var sequence = new PhiloxSequence(8, 9);
        const int Bound = 3 << 29;
        var low = Enumerable.Range(0, 30_000).Count(_ => sequence.NextInt(Bound) % 3 == 0);

        Assert.InRange(low, 9_500, 10_500);
    }

    [Fact]
    public void Bound_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PhiloxSequence(0, 0).NextInt(0));

    [Fact]
    public void Shuffle_puts_every_item_everywhere_equally_often()
    {
        var counts = new int[4, 4];
        for (var key = 0UL; key < 4000; key++)
        {
            int[] items = [0, 1, 2, 3];
            new PhiloxSequence(key, 0).Shuffle(items.AsSpan());
            for (var place = 0; place < 4; place++)
                counts[place, items[place]]++;
        }

        foreach (var count in counts)
            Assert.InRange(count, 850, 1150);
    }

    [Fact]
    public void Permutation_holds_each_number_once_and_depends_on_key_and_stream()
    {
        var permutation = new PhiloxSequence(1, 1).Permutation(50);

        Assert.Equal(Enumerable.Range(0, 50), permutation.Order());
        Assert.Equal(permutation, new PhiloxSequence(1, 1).Permutation(50));
        Assert.NotEqual(permutation, new PhiloxSequence(2, 1).Permutation(50));
        Assert.NotEqual(permutation, new PhiloxSequence(1, 2).Permutation(50));
    }

    [Fact]
    public void Words_in_bulk_are_those_one_by_one_from_any_place_on()
    {
        foreach (var before in new[] { 0, 1, 3, 4, 63, 64, 65 })
        {
            var (bulk, single) = (new PhiloxSequence(8, 9), new PhiloxSequence(8, 9));
            foreach (var count in new[] { before, 700, 0, 5, 128, 1 })
            {
                var words = new uint[count];
                bulk.Fill(words);
                Assert.Equal(Enumerable.Range(0, count).Select(_ => single.NextUInt32()), words);
            }
        }
    }
}
