using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;
using Orchestrator.Training.Tests.Datasets;

namespace Orchestrator.Training.Tests.Preprocessing;

/// <summary>No test row reaches anything that is fitted.</summary>
public sealed class LeakTests
{
    private const int Rows = 120;

    private static readonly Scaling[] Scalings = [Scaling.Standard, Scaling.MinMax, Scaling.None];

    // Row 0 is neither trained on nor ever changed: it shows what was fitted.
    private static readonly int[] Probe = [0];

    [Fact]
    public void Data_sets_that_differ_in_test_rows_only_have_the_same_training_table_and_fitted_parameters()
    {
        for (var round = 0; round < 20; round++)
        {
            var (train, test) = Parts(round);
            var original = Generate(round, changed: []);
            var changed = Generate(round, changed: test);
            Assert.NotEqual(original.ContentHash, changed.ContentHash);

            var before = Preprocessor.Fit(original, train);
            var after = Preprocessor.Fit(changed, train);

            AssertEqual(before.Transform(train), after.Transform(train));
            AssertEqual(before.Transform(Probe), after.Transform(Probe));
        }
    }

    [Fact]
    public void Fit_that_sees_test_rows_would_be_noticed()
    {
        var (train, test) = Parts(1);
        int[] all = [.. train, .. test];

        var before = Preprocessor.Fit(Generate(1, changed: []), all);
        var after = Preprocessor.Fit(Generate(1, changed: test), all);

        Assert.NotEqual(before.Transform(train).Features.Values, after.Transform(train).Features.Values);
        Assert.NotEqual(before.Transform(Probe).Features.Values, after.Transform(Probe).Features.Values);
    }

    [Fact]
    public void Changing_test_rows_of_titanic_through_all_stages_changes_no_training_table()
    {
        var titanic = DatasetCatalog.Load("titanic");
        var plain = SplitSpec.Default with { Stratified = false };
        var (train, test) = Splits.Split(titanic, plain, TestTables.Key("split"));
        var subset = Subsets.Take(train, new Fraction(0.5), TestTables.Key("subset"));
        var columns = titanic.Columns.Select(column => Replace(column, test, 3.5)).ToArray();
        var labels = titanic.Labels.ToArray();
        foreach (var row in test)
            labels[row] = 1 - labels[row];
        var changed = new TabularDataset("changed", titanic.Target, columns, titanic.Classes, labels, titanic.Origin);

        Assert.Equal(test, Splits.Split(changed, plain, TestTables.Key("split")).Test);
        var before = Preprocessor.Fit(titanic, subset);
        var after = Preprocessor.Fit(changed, subset);

        AssertEqual(before.Transform(subset), after.Transform(subset));
        Assert.NotEqual(before.Transform(test).Features.Values, after.Transform(test).Features.Values);
    }

    [Fact]
    public void Changing_test_rows_of_a_data_set_of_numbers_changes_no_training_table()
    {
        var curve = DatasetCatalog.Load("sine-of-square");
        var (train, test) = Splits.Split(curve, SplitSpec.InFileOrder(0.0958), TestTables.Key("split"));
        var subset = Subsets.Take(train, new Fraction(0.5), TestTables.Key("subset"));
        var columns = curve.Columns.Select(column => Replace(column, test, 3.5)).ToArray();
        var targets = curve.Targets.ToArray();
        foreach (var row in test)
            targets[row] = 1e6;
        var changed = TabularDataset.OfNumbers("changed", curve.Target, columns, targets, curve.Origin);

        var before = Preprocessor.Fit(curve, subset);
        var after = Preprocessor.Fit(changed, subset);

        AssertEqual(before.Transform(subset), after.Transform(subset));
        Assert.Equal(before.Transform(subset).Targets, after.Transform(subset).Targets);
        Assert.Equal(subset.Select(row => curve.Targets[row]), before.Transform(subset).Targets);
        Assert.Equal(Enumerable.Repeat(1e6, test.Length), after.Transform(test).Targets);
    }

    private static (int[] Train, int[] Test) Parts(int round)
    {
        var order = new PhiloxSequence((ulong)round, 1).Permutation(Rows).Where(row => row != 0).ToArray();
        return (order[..70], order[70..]);
    }

    /// <summary>A table of every kind of column; the rows named have other values, levels, gaps and labels.</summary>
    private static TabularDataset Generate(int round, int[] changed)
    {
        var columns = new List<TabularColumn>();
        foreach (var imputation in Enum.GetValues<Imputation>())
        {
            var scaling = Scalings[(round + columns.Count) % Scalings.Length];
            if (imputation != Imputation.OwnLevel)
                columns.Add(Numbers(round, changed, columns.Count, scaling, imputation));
            if (imputation is Imputation.OwnLevel or Imputation.MostFrequent)
                columns.Add(Categories(round, changed, columns.Count, ColumnKind.Categorical, scaling, imputation));
            if (imputation is Imputation.Median or Imputation.Mean or Imputation.MostFrequent)
                columns.Add(Categories(round, changed, columns.Count, ColumnKind.Ordinal, scaling, imputation));
        }

        var random = new PhiloxSequence((ulong)round, 99);
        int[] labels = [.. Enumerable.Range(0, Rows).Select(_ => random.NextInt(2))];
        foreach (var row in changed)
            labels[row] = 1 - labels[row];
        return new TabularDataset("generated", "y", columns, ["a", "b"], labels, TestTables.Origin);
    }

    private static NumericColumn Numbers(int round, int[] changed, int column, Scaling scaling, Imputation imputation)
    {
        var random = new PhiloxSequence((ulong)round, 100 + (ulong)column);
        double[] values = [.. Enumerable.Range(0, Rows)
            .Select(_ => random.NextInt(5) == 0 ? double.NaN : Math.Round(random.NextDouble() * 20))];
        foreach (var row in changed)
            values[row] = double.IsNaN(values[row]) ? -1e6 : 1e6 * random.NextDouble();
        return TestTables.Numbers($"x{column}", values, scaling, imputation);
    }

    private static CategoryColumn Categories(
        int round, int[] changed, int column, ColumnKind kind, Scaling scaling, Imputation imputation)
    {
        var random = new PhiloxSequence((ulong)round, 200 + (ulong)column);
        string?[] values = [.. Enumerable.Range(0, Rows)
            .Select(_ => random.NextInt(6) is var level && level == 0 ? null : $"level{level}")];

        // New levels before and behind the old ones: every code of the column shifts.
        foreach (var row in changed)
            values[row] = row % 3 == 0 ? null : row % 3 == 1 ? "aaa" : "zzz";
        return TestTables.Categories($"c{column}", values, imputation, kind: kind, scaling: scaling);
    }

    private static TabularColumn Replace(TabularColumn column, int[] rows, double value)
    {
        if (column is NumericColumn numbers)
        {
            var values = numbers.Values.ToArray();
            foreach (var row in rows)
                values[row] = double.IsNaN(values[row]) ? value : double.NaN;
            return new NumericColumn(column.Schema, values);
        }

        var categories = (CategoryColumn)column;
        var codes = categories.Codes.ToArray();
        foreach (var row in rows)
            codes[row] = categories.Levels.Count - 1 - Math.Max(0, codes[row]);
        return new CategoryColumn(column.Schema, categories.Levels, codes);
    }

    private static void AssertEqual(PreparedTable expected, PreparedTable actual)
    {
        Assert.Equal(expected.Features.Values, actual.Features.Values);
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.Equal(expected.Blocks.Count, actual.Blocks.Count);
        foreach (var (one, other) in expected.Blocks.Zip(actual.Blocks))
        {
            Assert.Equal(one with { Levels = [], LevelNames = [] }, other with { Levels = [], LevelNames = [] });
            Assert.Equal(one.Levels, other.Levels);
            Assert.Equal(one.LevelNames, other.LevelNames);
        }
    }
}
