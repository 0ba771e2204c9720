using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Classifiers;

public sealed class TreeTests
{
    [Theory]
    [InlineData("decision-tree", 2)]
    [InlineData("decision-tree", 4)]
    public void Full_tree_knows_every_training_row(string model, int classes)
    {
        var features = Fits.Noise(300, 4, 11);
        var labels = Fits.NoisyLabels(features, classes, 11);
        using var classifier = Fits.Fit(model, features, labels, classes);
        Assert.Equal(labels, classifier.Predict(features).Labels);
    }

    [Theory]
    [InlineData("gini", 2)]
    [InlineData("gini", 3)]
    [InlineData("entropy", 2)]
    [InlineData("entropy", 3)]
    [InlineData("log-loss", 3)]
    public void Stump_is_the_best_of_all_splits(string criterion, int classes)
    {
        for (var seed = 0UL; seed < 20; seed++)
        {
            var features = Fits.Noise(40, 3, seed);
            var labels = Fits.NoisyLabels(features, classes, seed);
            using var classifier = Fits.Fit(
                "decision-tree", features, labels, classes, 0, ("criterion", criterion), ("max-depth", "1"));
            var leaves = classifier.Predict(features).Probabilities!;
            var found = Enumerable.Range(0, 40).GroupBy(i => leaves[i, 0] + 10 * leaves[i, 1])
                .Sum(side => Impurity([.. side.Select(i => labels[i])], criterion));
            Assert.Equal(BestImpurity(features, labels, criterion), found, 9);
        }
    }

    [Fact]
    public void Threshold_is_the_mid_point_in_single_precision()
    {
        using var classifier = Fits.Fit("decision-tree", Fits.Rows(4, i => [i < 2 ? 0.1 : 0.2]), [0, 0, 1, 1], 2);
        var middle = ((float)0.1 + (double)(float)0.2) / 2;
        var test = Fits.Rows(2, i => [i == 0 ? MathF.BitDecrement((float)middle) : MathF.BitIncrement((float)middle)]);
        Assert.Equal([0, 1], classifier.Predict(test).Labels);
    }

    [Fact]
    public void Values_closer_than_the_resolution_are_one()
    {
        using var classifier = Fits.Fit("decision-tree", Fits.Rows(4, i => [i * 5e-8]), [0, 1, 1, 1], 2);
        Assert.Equal([0.25, 0.25, 0.25, 0.25],
            Enumerable.Range(0, 4).Select(i => classifier.Predict(Fits.Rows(4, k => [k * 5e-8])).Probabilities![i, 0]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Leaves_keep_their_least_rows(int classes)
    {
        var features = Fits.Noise(200, 3, 21);
        var labels = Fits.NoisyLabels(features, classes, 21);
        using var classifier = Fits.Fit("decision-tree", features, labels, classes, 0, ("min-samples-leaf", "17"));
        var leaves = classifier.Predict(features).Probabilities!;
        var sizes = Enumerable.Range(0, 200).GroupBy(i => string.Join(' ', leaves.Row(i).ToArray()))
            .Select(g => g.Count()).ToList();
        Assert.All(sizes, size => Assert.True(size >= 17, $"A leaf of {size} rows."));
        Assert.True(sizes.Count > 2, "The tree was not split.");
    }

    [Fact]
    public void Nodes_below_the_least_rows_are_not_split()
    {
        var features = Fits.Rows(10, i => [i]);
        int[] labels = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
        using var whole = Fits.Fit("decision-tree", features, labels, 2, 0, ("min-samples-split", "11"));
        Assert.All(whole.Predict(features).Probabilities!.Values, p => Assert.Equal(0.5, p));
        using var split = Fits.Fit("decision-tree", features, labels, 2, 0, ("min-samples-split", "2"));
        Assert.Equal(labels, split.Predict(features).Labels);
    }

    [Fact]
    public void Forest_depends_on_its_key_and_on_nothing_else()
    {
        var features = Fits.Noise(120, 5, 31);
        var labels = Fits.NoisyLabels(features, 2, 31);
        double[] Shares(int key)
        {
            using var forest = Fits.Fit("random-forest", features, labels, 2, key);
            return forest.Predict(Fits.Noise(60, 5, 32)).Probabilities!.Values;
        }

        Assert.Equal(Shares(1), Shares(1));
        Assert.NotEqual(Shares(1), Shares(2));
    }

    [Fact]
    public void Forest_of_whole_trees_is_the_tree()
    {
        // Without bootstrap and with all features only ties could differ, and noise columns have none here.
        var features = Fits.Rows(80, i => [i * 37 % 80, i * 29 % 80]);
        var labels = Fits.ArithmeticLabels(2).Concat(Fits.ArithmeticLabels(2)).Concat(Fits.ArithmeticLabels(2))
            .Concat([0, 1, 0, 1, 1, 0, 1, 0]).ToArray();
        using var forest = Fits.Fit("random-forest", features, labels, 2, 0,
            ("bootstrap", "false"), ("max-features", "all"), ("trees", "3"));
        Assert.Equal(labels, forest.Predict(features).Labels);
        Assert.All(forest.Predict(features).Probabilities!.Values, p => Assert.True(p is 0 or 1));
    }

    [Fact]
    public void Bootstrapped_trees_leave_about_a_third_of_the_rows_out()
    {
        // One tree of distinct rows with random labels misses rows only where they were not drawn.
        var features = Fits.Rows(2000, i => [i * 0.5]);
        int[] labels = [.. Enumerable.Range(0, 2000).Select(i => i * i / 5 % 7 % 2)];
        using var forest = Fits.Fit("random-forest", features, labels, 2, 5, ("trees", "1"));
        var wrong = forest.Predict(features).Labels.Zip(labels).Count(p => p.First != p.Second);
        Assert.InRange(wrong, 200, 550);
    }

    private static double BestImpurity(Matrix features, int[] labels, string criterion)
    {
        var best = double.PositiveInfinity;
        for (var j = 0; j < features.Columns; j++)
        {
            var values = Enumerable.Range(0, features.Rows).Select(i => features[i, j]).Distinct();
            foreach (var value in values.Order().SkipLast(1))
            {
                var left = Enumerable.Range(0, features.Rows).Where(i => features[i, j] <= value)
                    .Select(i => labels[i]);
                var right = Enumerable.Range(0, features.Rows).Where(i => features[i, j] > value)
                    .Select(i => labels[i]);
                best = Math.Min(best, Impurity([.. left], criterion) + Impurity([.. right], criterion));
            }
        }

        return best;
    }

    /// <summary>The impurity of a side times its rows.</summary>
    private static double Impurity(int[] labels, string criterion)
    {
        var shares = labels.GroupBy(c => c).Select(g => g.Count() / (double)labels.Length).ToList();
        var impurity = criterion == "gini" ? 1 - shares.Sum(s => s * s) : -shares.Sum(s => s * Math.Log(s));
        return impurity * labels.Length;
    }
}
