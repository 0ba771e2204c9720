namespace Orchestrator.Training.Tests.Classifiers;

public sealed class KnnTests
{
    [Theory]
    [InlineData(5, 1)]
    [InlineData(5, 4)]
    [InlineData(20, 3)]
    [InlineData(20, 25)]
    public void Votes_are_those_of_a_plain_search(int columns, int k)
    {
        // Odd columns are not rounded: no two distances are equal.
        var features = Fits.Noise(101, columns, 5);
        var labels = Fits.NoisyLabels(features, 3, 5);
        var test = Fits.Noise(40, columns, 6);
        using var classifier = Fits.Fit("knn", features, labels, 3, 0, ("k", $"{k}"));
        var predictions = classifier.Predict(test);
        for (var i = 0; i < test.Rows; i++)
        {
            var row = test.Row(i).ToArray();
            var votes = Enumerable.Range(0, 101)
                .OrderBy(t => features.Row(t).ToArray().Zip(row, (a, b) => (a - b) * (a - b)).Sum()).Take(k)
                .GroupBy(t => labels[t]).ToDictionary(g => g.Key, g => g.Count());
            var best = votes.OrderByDescending(v => v.Value).ThenBy(v => v.Key).First().Key;
            Assert.Equal(best, predictions.Labels[i]);
            Assert.Equal(votes.GetValueOrDefault(1) / (double)k, predictions.Probabilities![i, 1]);
        }
    }

    [Fact]
    public void All_rows_vote_where_there_are_fewer_than_k()
    {
        using var classifier = Fits.Fit("knn", Fits.Rows(2, i => [i]), [0, 1], 2);
        Assert.Equal([0.5, 0.5], classifier.Predict(Fits.Rows(1, _ => [0.9])).Probabilities!.Values);
    }

    [Fact]
    public void Lower_row_counts_at_equal_distance_beyond_fifteen_columns()
    {
        // 40 equal rows, the first three of class 1.
        var features = Fits.Rows(40, _ => new double[16]);
        int[] labels = [.. Enumerable.Range(0, 40).Select(i => i < 3 ? 1 : 0)];
        using var classifier = Fits.Fit("knn", features, labels, 2);
        Assert.Equal([1], classifier.Predict(Fits.Rows(1, _ => new double[16])).Labels);
    }

    [Fact]
    public void Ties_in_few_columns_are_decided_as_scikit_learn_decides_them()
    {
        // i = np.arange(200); X = np.column_stack([i % 3, i * i % 5]); y = i * i // 3 % 2
        // KNeighborsClassifier(3).fit(X, y).predict_proba([[a, b] for a in range(3) for b in range(5)])[:, 1] * 3
        var features = Fits.Rows(200, i => [i % 3, i * i % 5]);
        int[] labels = [.. Enumerable.Range(0, 200).Select(i => i * i / 3 % 2)];
        using var classifier = Fits.Fit("knn", features, labels, 2);
        var predictions = classifier.Predict(Fits.Rows(15, i => [i / 5, i % 5]));
        Assert.Equal(
            [1, 1, 2, 2, 2, 2, 1, 2, 1, 1, 1, 1, 2, 3, 3],
            Enumerable.Range(0, 15).Select(i => (int)Math.Round(3 * predictions.Probabilities![i, 1])));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(15)]
    public void Rows_in_great_number_get_the_votes_of_rows_alone(int columns)
    {
        // Many rows are looked for in the tree alone, one row among all rows first; even columns make ties.
        var features = Fits.Noise(700, columns, 15);
        var labels = Fits.NoisyLabels(features, 3, 15);
        foreach (var test in new[] { Fits.Noise(150, columns, 16), Fits.Rows(150, i => features.Row(i).ToArray()) })
        {
            using var classifier = Fits.Fit("knn", features, labels, 3);
            var together = classifier.Predict(test).Probabilities!;
            for (var i = 0; i < test.Rows; i++)
            {
                var alone = classifier.Predict(Fits.Rows(1, _ => test.Row(i).ToArray())).Probabilities!;
                Assert.Equal(alone.Values, together.Row(i).ToArray());
            }
        }
    }
}
