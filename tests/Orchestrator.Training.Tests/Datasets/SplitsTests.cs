using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Tests.Datasets;

public sealed class SplitsTests
{
    private static readonly SplitSpec Plain = new(0.2, Stratified: false, FixedSeed: 0);
    private static readonly SplitSpec Stratified = new(0.2, Stratified: true, FixedSeed: 0);

    private static readonly int[] RecordedTest = [0, 1, 2, 7, 17, 29];

    [Theory]
    [InlineData(1309, 0.2, 262)]
    [InlineData(10, 0.2, 2)]
    [InlineData(11, 0.2, 3)]
    [InlineData(10, 0.3, 3)]
    [InlineData(150, 0.5, 75)]
    public void Split_holds_out_the_share_rounded_up(int rows, double share, int expected)
    {
        var dataset = TestTables.OfClasses(rows - (rows / 2), rows / 2);
        foreach (var stratified in new[] { true, false })
        {
            var (train, test) = Splits.Split(dataset, new SplitSpec(share, stratified, 0), TestTables.Key("s"));

            Assert.Equal(expected, test.Length);
            Assert.Equal(Enumerable.Range(0, rows), train.Concat(test).Order());
            Assert.Equal(train.Order(), train);
            Assert.Equal(test.Order(), test);
        }
    }

    [Fact]
    public void Split_of_one_key_is_always_the_same_and_of_another_differs()
    {
        var dataset = DatasetCatalog.Load("titanic");
        foreach (var spec in new[] { Plain, Stratified })
        {
            var first = Splits.Split(dataset, spec, TestTables.Key("one"));

            Assert.Equal(first.Test, Splits.Split(dataset, spec, TestTables.Key("one")).Test);
            Assert.NotEqual(first.Test, Splits.Split(dataset, spec, TestTables.Key("two")).Test);
        }
    }

    [Fact]
    public void Plain_split_of_a_fixed_key_holds_out_the_rows_it_always_did()
    {
        // Recorded: a change here breaks every stored result and needs a new data version of the trial keys.
        var (_, test) = Splits.Split(TestTables.OfClasses(15, 15), Plain, TestTables.Key("recorded"));

        Assert.Equal(RecordedTest, test);
    }

    [Theory]
    [InlineData(new[] { 809, 500 }, new[] { 162, 100 })]
    [InlineData(new[] { 70, 76, 13, 29, 9, 17 }, new[] { 14, 15, 3, 6, 2, 3 })]
    [InlineData(new[] { 5, 5, 5 }, new[] { 1, 1, 1 })]
    [InlineData(new[] { 4, 3, 4 }, new[] { 1, 1, 1 })]
    public void Stratified_split_gives_each_class_its_share_by_largest_remainders(int[] rows, int[] expected)
    {
        var dataset = TestTables.OfClasses(rows);

        var (_, test) = Splits.Split(dataset, Stratified, TestTables.Key("s"));

        var counts = new int[rows.Length];
        foreach (var row in test)
            counts[dataset.Labels[row]]++;
        Assert.Equal(expected, counts);
    }

    [Fact]
    public void Every_row_is_held_out_equally_often_over_keys()
    {
        var dataset = TestTables.OfClasses(10, 10);
        foreach (var spec in new[] { Plain, Stratified })
        {
            var counts = new int[20];
            for (var key = 0; key < 2000; key++)
            {
                foreach (var row in Splits.Split(dataset, spec, TestTables.Key($"key {key}")).Test)
                    counts[row]++;
            }

            // 400 expected; five standard deviations are 90.
            Assert.All(counts, count => Assert.InRange(count, 310, 490));
        }
    }

    [Fact]
    public void Stratified_split_of_a_class_with_one_row_is_refused_by_its_name()
    {
        var error = Assert.Throws<DatasetException>(
            () => Splits.Split(TestTables.OfClasses(20, 1, 20), Stratified, TestTables.Key("s")));

        Assert.Contains("class 'class1' has 1 row", error.Message);
        Assert.Single(error.Problems);
    }

    [Fact]
    public void Split_in_file_order_holds_out_the_last_rows_whatever_the_key()
    {
        foreach (var key in new[] { "one", "two" })
        {
            var (train, test) = Splits.Split(
                TestTables.OfClasses(9, 2), SplitSpec.InFileOrder(0.2), TestTables.Key(key));

            Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], train);
            Assert.Equal([8, 9, 10], test);
        }
    }

    [Fact]
    public void Stratified_split_of_numbers_is_refused_and_a_plain_one_made()
    {
        var parabola = DatasetCatalog.Load("parabola");

        var error = Assert.Throws<DatasetException>(() => Splits.Split(parabola, Stratified, TestTables.Key("s")));

        Assert.Equal(
            "parabola: column 'y': the target is a number and has no classes; a stratified split needs them",
            error.Message);
        Assert.Equal(200, Splits.Split(parabola, Plain, TestTables.Key("s")).Test.Length);
    }

    [Fact]
    public void Plain_split_of_a_class_with_one_row_is_allowed()
    {
        var (train, test) = Splits.Split(TestTables.OfClasses(20, 1, 20), Plain, TestTables.Key("s"));

        Assert.Equal(41, train.Length + test.Length);
    }

    [Fact]
    public void Split_that_leaves_too_few_test_rows_for_the_classes_is_refused_with_both_counts()
    {
        var error = Assert.Throws<DatasetException>(
            () => Splits.Split(TestTables.OfClasses(2, 2, 2), Stratified, TestTables.Key("s")));

        Assert.Contains("leaves 4 training and 2 test rows; each part needs at least 3", error.Message);
    }
}
