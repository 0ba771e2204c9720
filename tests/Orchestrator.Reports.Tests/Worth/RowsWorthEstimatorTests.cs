using Orchestrator.Reports.Worth;

namespace Orchestrator.Reports.Tests.Worth;

/// <summary>Worth in rows on curves of which the answer is known.</summary>
public sealed class RowsWorthEstimatorTests
{
    private static readonly int[] Rows = [100, 200, 400, 800];

    [Theory]
    [InlineData(200, 300)]
    [InlineData(200, 201)]
    [InlineData(400, 1200)]
    [InlineData(400, 150)]
    [InlineData(800, 1500)]
    [InlineData(100, 60)]
    public void Gain_on_a_power_law_is_worth_the_rows_that_bring_it(int from, int to)
    {
        var estimator = Of(Rows, rows => Law(rows), seeds: 4);
        var gain = Law(to) - Law(from);
        var worth = estimator.Of(from, [gain, gain, gain, gain], 0.2, out var note);
        Assert.NotNull(worth);
        Assert.Empty(note);
        Assert.Equal(to - from, worth.Rows, Math.Max(1, 0.02 * Math.Abs(to - from)));
        Assert.Equal(Law(from), estimator.Fitted(from)!.Value, 0.0005);
    }

    [Fact]
    public void Worth_beyond_or_below_the_rows_tried_says_so()
    {
        var estimator = Of(Rows, rows => Law(rows), seeds: 3);
        Assert.Equal("beyond the 800 rows tried", Worth(estimator, 400, 1200)!.Note);
        Assert.Equal("below the 100 rows tried", Worth(estimator, 400, 60)!.Note);
        Assert.Equal("", Worth(estimator, 400, 700)!.Note);
    }

    [Fact]
    public void Curve_is_not_read_beyond_twice_the_largest_subset()
    {
        var estimator = Of(Rows, rows => Law(rows), seeds: 3);
        var more = Worth(estimator, 400, 5000)!;
        Assert.Equal((1200, null), (more.Rows, more.High));
        Assert.Equal("more than this: the curve ends at 1600 rows", more.Note);
        var less = Worth(estimator, 400, 10)!;
        Assert.Equal((-350, null), (less.Rows, less.Low));
        Assert.StartsWith("less than this", less.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void One_fraction_has_no_worth_and_says_why()
    {
        var estimator = Of([400], _ => 0.8, seeds: 3);
        Assert.Null(estimator.Of(400, [0.1, 0.1, 0.1], 0.2, out var note));
        Assert.Contains("two fractions", note, StringComparison.Ordinal);
        Assert.Null(estimator.Fitted(400));
    }

    [Fact]
    public void Two_fractions_are_joined_over_the_logarithm_of_the_rows_and_not_left()
    {
        var estimator = Of([100, 400], rows => rows == 100 ? 0.7 : 0.8, seeds: 3);
        Assert.Equal(100, estimator.Of(100, [0.05, 0.05, 0.05], 0.2, out _)!.Rows, 0.5);
        Assert.Equal(-200, estimator.Of(400, [-0.05, -0.05, -0.05], 0.2, out _)!.Rows, 0.5);
        Assert.Null(estimator.Of(400, [0.05, 0.05, 0.05], 0.2, out var note));
        Assert.Equal("no worth in rows: the curve ends at 400 rows", note);
    }

    [Fact]
    public void Flat_or_falling_curve_has_no_worth_and_says_why()
    {
        foreach (var curve in new Func<int, double>[] { _ => 0.8, rows => 0.9 - rows * 1e-4 })
        {
            var estimator = Of(Rows, curve, seeds: 3);
            Assert.Null(estimator.Of(200, [0.05, 0.05, 0.05], 0.2, out var note));
            Assert.Equal("no worth in rows: the curve does not rise by more than noise", note);
        }
    }

    [Fact]
    public void Curve_that_rises_less_than_its_noise_has_no_worth()
    {
        var random = new Random(5);
        var estimator = Of(Rows, rows => 0.8 + rows * 1e-6 + Noise(random, 0.02), seeds: 4);
        Assert.Null(estimator.Of(200, [0.05, 0.06, 0.05, 0.05], 0.2, out var note));
        Assert.Contains("more than noise", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Curve_that_is_no_power_law_is_followed_point_by_point()
    {
        double Steps(int rows) => rows < 400 ? 0.6 : rows == 400 ? 0.7 : 0.9;
        var estimator = Of(Rows, Steps, seeds: 3);
        Assert.Equal(0.7, estimator.Fitted(400)!.Value, 1e-9);
        Assert.Equal(Math.Sqrt(2) * 400 - 400, estimator.Of(400, [0.1, 0.1, 0.1], 0.2, out _)!.Rows, 0.5);
        var none = estimator.Of(400, [0, 0, 0], 0.2, out _)!;
        Assert.Equal(0, none.Rows);
    }

    [Fact]
    public void Falling_neighbours_are_pooled_by_their_weights()
    {
        double[] means = [0.5, 0.8, 0.7, 0.9];
        var curve = MonotoneSteps.Through(Rows, means, [1, 3, 1, 1]);
        Assert.Equal([0.5, 0.775, 0.775, 0.9], Rows.Select(rows => Math.Round(curve.At(rows), 12)));
    }

    [Fact]
    public void One_seed_has_a_worth_without_interval()
    {
        var estimator = Of(Rows, rows => Law(rows), seeds: 1);
        var worth = Worth(estimator, 200, 300)!;
        Assert.Equal(100, worth.Rows, 2.0);
        Assert.Equal((null, null, "no interval from one seed"), (worth.Low, worth.High, worth.Note));
    }

    [Fact]
    public void Missing_seeds_are_left_out_and_none_leaves_nothing()
    {
        var scores = Rows.Select(rows => new[] { Law(rows), double.NaN, Law(rows) }).ToList();
        var estimator = new RowsWorthEstimator(new UnboostedScores(Rows, scores), new SeedDraws(3), 0.95);
        var gain = Law(300) - Law(200);
        Assert.Equal(100, estimator.Of(200, [gain, double.NaN, double.NaN], 0.2, out _)!.Rows, 2.0);
        Assert.Null(estimator.Of(200, [double.NaN, double.NaN, double.NaN], 0.2, out _));
    }

    [Fact]
    public void Same_scores_give_the_same_interval_to_the_last_digit()
    {
        var (first, second) = (Sample(new Random(1), 8), Sample(new Random(1), 8));
        Assert.Equal(first, second);
        Assert.True(first!.Low < first.Rows && first.Rows < first.High);
    }

    // Noise of boosted and unboosted scores of one seed is partly shared, as it is between real trials.
    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Interval_covers_the_true_worth_as_often_as_it_says(int seeds)
    {
        const int Sweeps = 200;
        var random = new Random(2003);
        var covered = 0;
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            if (Sample(random, seeds) is { } worth)
                covered += (worth.Low ?? double.NegativeInfinity) <= 225 && (worth.High ?? double.PositiveInfinity) >= 225
                    ? 1 : 0;
            else
                covered++; // it made no statement
        }

        // Two standard errors of a share of 0.95 are 0.031.
        Assert.InRange((double)covered / Sweeps, 0.92, 1);
    }

    // The true worth of the gain is 225 rows: from 400 to 625.
    private static Orchestrator.Reports.Documents.RowsWorth? Sample(Random random, int seeds)
    {
        int[] rows = [100, 200, 400, 700, 1000];
        var shared = Enumerable.Range(0, seeds).Select(_ => Noise(random, 0.006)).ToArray();
        var scores = rows.Select(count => shared.Select(own => Law(count) + own + Noise(random, 0.006)).ToArray()).ToList();
        var gains = shared.Select((own, s) => Law(625) + own + Noise(random, 0.006) - scores[2][s]).ToArray();
        var estimator = new RowsWorthEstimator(new UnboostedScores(rows, scores), new SeedDraws(seeds), 0.95);
        return estimator.Of(400, gains, 0, out _);
    }

    private static Orchestrator.Reports.Documents.RowsWorth? Worth(RowsWorthEstimator estimator, int from, int to)
    {
        var gain = Law(to) - Law(from);
        return estimator.Of(from, [gain, gain, gain], 0.2, out _);
    }

    private static RowsWorthEstimator Of(int[] rows, Func<int, double> curve, int seeds) => new(
        new UnboostedScores(
            rows, [.. rows.Select(count => Enumerable.Range(0, seeds).Select(_ => curve(count)).ToArray())]),
        new SeedDraws(seeds), 0.95);

    private static double Law(double rows) => 0.9 - 2 * Math.Pow(rows, -0.5);

    private static double Noise(Random random, double deviation) => deviation
        * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
