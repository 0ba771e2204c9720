using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Datasets.Bytes;

namespace Orchestrator.Training.Tests.Datasets.Bytes;

public sealed class DatasetBytesTests
{
    private static readonly byte[] Small = DatasetBytes.Write(SmallTable());

    private static readonly byte[] SmallNumbers = DatasetBytes.Write(TabularDataset.OfNumbers(
        "small", "y", SmallTable().Columns, [1.5, -0.0, -2], TestTables.Origin));

    public static TheoryData<string> Names => [.. DatasetCatalog.Names];

    [Theory]
    [InlineData("titanic", "b21da4189f9d8c0edefc8586fdf09d1a6cc1391d16b5f5903c015431294317ac")]
    [InlineData("breast_recurrence", "9f82389f9baa968debae45d291abd3934ed4b59d31e7aeb5a371238944e64307")]
    [InlineData("circles", "f70a3198d64862550026d51af1d8e3fcd9d44b7eaabdd3a4f288b75912ab5713")]
    [InlineData("parabola", "947745a2637070bfd91897db956fcd042c0b175df862088eb01717b0fa44977e")]
    [InlineData("sine-of-square-noisy", "b1b5fae23f2c5ce3aa0847e80236624752e364ef575587d3413ffb1af86eb986")]
    public void Content_hash_stays_what_it_was(string name, string hash)
    {
        Assert.Equal(Digest.Parse(hash), DatasetCatalog.Load(name).ContentHash);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Built_in_data_set_comes_back_from_its_bytes(string name)
    {
        var dataset = DatasetCatalog.Load(name);
        var bytes = DatasetBytes.Write(dataset);

        var read = DatasetBytes.Read(bytes, "other");

        Assert.Equal(dataset.ContentHash, Digest.Of(bytes));
        Assert.Equal(dataset.ContentHash, read.ContentHash);
        Assert.Equal(bytes, DatasetBytes.Write(read));
        Assert.Equal("other", read.Name);
        Assert.Equal(dataset.Labels, read.Labels);
        Assert.Equal(dataset.IsRegression, read.IsRegression);
        Assert.Equal(dataset.Targets, read.Targets);
        Assert.Equal(dataset.Columns.Select(c => c.MissingCount), read.Columns.Select(c => c.MissingCount));
    }

    [Fact]
    public void Every_part_that_preparation_uses_comes_back()
    {
        var read = DatasetBytes.Read(Small, "small");

        var (number, level) = ((NumericColumn)read.Columns[0], (CategoryColumn)read.Columns[1]);
        Assert.Equal((ColumnKind.Numeric, Scaling.MinMax, Imputation.Iterative, (double?)-0.125), (
            number.Schema.Kind, number.Schema.Scaling, number.Schema.Imputation, number.Schema.ImputedMinimum));
        Assert.Equal([1.5, double.NaN, -2], number.Values.ToArray());
        Assert.Equal(["low", "high", "never"], level.Schema.DeclaredLevels!);
        Assert.Equal([0, 1, CategoryColumn.Missing], level.Codes.ToArray());
        Assert.Equal(["a", "ü"], read.Classes);
        Assert.Equal("y", read.Target);
    }

    [Fact]
    public void Numbers_to_predict_are_part_of_the_content_and_must_be_finite()
    {
        var read = DatasetBytes.Read(SmallNumbers, "small");

        Assert.Equal([1.5, 0, -2], read.Targets.ToArray());
        Assert.Equal((0, 0), (read.Classes.Count, read.ClassCounts().Length));
        Assert.NotEqual(
            read.ContentHash,
            TabularDataset.OfNumbers("small", "y", read.Columns, [1.5, 0, -2.5], TestTables.Origin).ContentHash);
        Assert.Throws<ArgumentException>(
            () => TabularDataset.OfNumbers("small", "y", read.Columns, [1.5, 0, double.NaN], TestTables.Origin));
    }

    [Fact]
    public void Every_beginning_of_the_bytes_is_refused()
    {
        foreach (var bytes in new[] { Small, SmallNumbers })
        {
            for (var length = 0; length < bytes.Length; length++)
                Assert.Throws<DatasetException>(() => DatasetBytes.Read(bytes.AsMemory(0, length), "cut"));
        }
    }

    [Fact]
    public void More_bytes_than_the_data_set_has_are_refused()
    {
        var error = Assert.Throws<DatasetException>(() => DatasetBytes.Read((byte[])[.. Small, 0], "long"));
        Assert.Contains("1 bytes follow", error.Message);
    }

    [Fact]
    public void A_huge_count_in_few_bytes_allocates_nothing_for_it()
    {
        foreach (var (small, at) in new[] { Small, SmallNumbers }
            .SelectMany(small => Enumerable.Range(0, small.Length - 4).Select(at => (small, at))))
        {
            var bytes = small.ToArray();
            BitConverter.TryWriteBytes(bytes.AsSpan(at), int.MaxValue);
            var before = GC.GetAllocatedBytesForCurrentThread();
            AssertReadsOrRefuses(bytes);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void Changed_bytes_are_refused_or_are_another_data_set_in_canonical_form() => Prop
        .ForAll(Mutations().ToArbitrary(), AssertReadsOrRefuses)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Random_bytes_are_refused() => Prop
        .ForAll(ArbMap.Default.GeneratorFor<byte[]>().Where(bytes => bytes is not null).ToArbitrary(), bytes =>
        {
            Assert.Throws<DatasetException>(() => DatasetBytes.Read(bytes, "random"));
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static void AssertReadsOrRefuses(byte[] bytes)
    {
        try
        {
            Assert.Equal(Digest.Of(bytes), DatasetBytes.Read(bytes, "changed").ContentHash);
        }
        catch (DatasetException refused)
        {
            Assert.Contains("changed", refused.Message);
        }
    }

    // One to three bytes replaced, removed or put in.
    private static Gen<byte[]> Mutations() =>
        from small in Gen.Elements(Small, SmallNumbers)
        from count in Gen.Choose(1, 3)
        from edits in Edits().ArrayOf(count)
        select edits.Aggregate(small, (bytes, edit) => edit.Kind switch
        {
            0 => [.. bytes[..edit.At], edit.Value, .. bytes[(edit.At + 1)..]],
            1 => [.. bytes[..edit.At], .. bytes[(edit.At + 1)..]],
            _ => [.. bytes[..edit.At], edit.Value, .. bytes[edit.At..]],
        });

    private static Gen<(int At, byte Value, int Kind)> Edits() =>
        from at in Gen.Choose(0, Math.Min(Small.Length, SmallNumbers.Length) - 8)
        from value in Gen.Choose(0, 255)
        from kind in Gen.Choose(0, 2)
        select (at, (byte)value, kind);

    private static TabularDataset SmallTable() => new(
        "small",
        "y",
        [
            new NumericColumn(
                new ColumnSchema("x", ColumnKind.Numeric, Scaling.MinMax, Imputation.Iterative)
                {
                    ImputedMinimum = -0.125,
                },
                [1.5, double.NaN, -2]),
            TestTables.Categories(
                "level", ["low", "high", null], Imputation.Median, ["low", "high", "never"], ColumnKind.Ordinal),
        ],
        ["a", "ü"],
        [0, 1, 1],
        TestTables.Origin);
}
