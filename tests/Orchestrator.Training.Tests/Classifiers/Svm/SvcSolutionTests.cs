using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Classifiers.Svm;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Tests.Classifiers.Oracles;

namespace Orchestrator.Training.Tests.Classifiers.Svm;

/// <summary>The machines found, by what an optimum is and beside libsvm's.</summary>
public sealed class SvcSolutionTests
{
    private const double Gamma = 1.5;

    public static TheoryData<string, double, bool> Problems
    {
        get
        {
            var data = new TheoryData<string, double, bool>();
            foreach (var name in SvmCases.Names)
            {
                foreach (var c in new[] { 1e-3, 1, 30, 1e3 })
                {
                    data.Add(name, c, true);
                    data.Add(name, c, false);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public unsafe void Optimality_conditions_hold_to_the_tolerance(string name, double c, bool shrinking)
    {
        const double tolerance = 1e-3;
        var (features, labels) = SvmCases.Make(name);
        int[] order = [.. Enumerable.Range(0, labels.Length).OrderBy(i => labels[i])];
        var positives = labels.Count(label => label == 0);
        using var problem = new SmoProblem(
            new KernelRows(new GaussianKernel(features, order, Gamma), 1 << 24), positives, c);
        var solution = SmoSolver.Solve(problem, tolerance, shrinking, CancellationToken.None);

        var a = solution.A;
        Assert.Equal(0, a.Sum(), 1e-10 * c * a.Length);
        var (top, bottom) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var i = 0; i < a.Length; i++)
        {
            var (y, lower) = i < positives ? (1, 0.0) : (-1, -c);
            Assert.InRange(a[i], lower, lower + c);
            var f = y - Enumerable.Range(0, a.Length).Sum(j => a[j] * Kernel(features, order[i], order[j]));
            top = a[i] < lower + c ? Math.Max(top, f) : top;
            bottom = a[i] > lower ? Math.Min(bottom, f) : bottom;
        }

        // Kernel rows are floats: their errors of up to 6e-8 add up over the coefficients.
        var rounding = 1e-7 * a.Sum(Math.Abs) + 1e-9;
        Assert.InRange(top - bottom, double.NegativeInfinity, tolerance + 2 * rounding);
        Assert.InRange(-solution.Rho, Math.Min(top, bottom) - rounding, Math.Max(top, bottom) + rounding);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Machines_are_libsvm_s(string name, double c, bool shrinking)
    {
        const double tolerance = 1e-5;
        var (features, labels) = SvmCases.Make(name);
        var (ours, theirs) = Both(features, labels, SvmCases.Settings(c, tolerance, shrinking));
        foreach (var (mine, other) in Decisions(ours, features).Zip(Decisions(theirs, features)))
            Assert.Equal(other, mine, 20 * tolerance + 1e-6 * c);
        // Equal rows share their coefficients in any way; others are support vectors of both but for a few.
        if (name is not ("duplicates" or "contradictions" or "constant"))
        {
            var few = 2 + features.Rows / 50;
            Assert.InRange(ours.Vectors.Rows, theirs.Vectors.Rows - few, theirs.Vectors.Rows + few);
        }
    }

    [Theory]
    [InlineData("noise", 3)]
    [InlineData("noise", 5)]
    [InlineData("duplicates", 5)]
    [InlineData("many-rows", 5)]
    public void Pairs_of_many_classes_are_libsvm_s(string name, int classes)
    {
        var (features, labels) = SvmCases.Make(name, classes);
        var (ours, theirs) = Both(features, labels, SvmCases.Settings(1, 1e-5));
        Assert.Equal(classes * (classes - 1) / 2, ours.Rho.Length);
        foreach (var (mine, other) in ours.Rho.Zip(theirs.Rho))
            Assert.Equal(other, mine, 1e-4);
        using var first = new SvcClassifier(ours, Gamma, classes);
        using var second = new SvcClassifier(theirs, Gamma, classes);
        var points = Fits.Noise(300, features.Columns, 77);
        var (mineScores, otherScores) = (first.Predict(points), second.Predict(points));
        Assert.InRange(mineScores.Labels.Zip(otherScores.Labels).Count(p => p.First != p.Second), 0, 1);
    }

    [Theory]
    [InlineData("noise", 1)]
    [InlineData("contradictions", 10)]
    [InlineData("many-rows", 1)]
    [InlineData("many-rows", 300)]
    public void Shrinking_changes_no_prediction(string name, double c)
    {
        var (features, labels) = SvmCases.Make(name);
        var points = Fits.Noise(300, features.Columns, 78);
        Predictions Run(string shrinking)
        {
            using var classifier = Fits.Fit("svc", features, labels, 2, 0,
                ("c", SvmCases.Text(c)), ("tolerance", "1E-06"), ("shrinking", shrinking));
            return classifier.Predict(points);
        }

        var (with, without) = (Run("true"), Run("false"));
        Assert.Equal(without.Labels, with.Labels);
        Fits.EqualWithin(without.Scores!.Values, with.Scores!, 1e-4);
    }

    [Fact]
    public void A_small_cache_changes_nothing_but_the_work()
    {
        var (features, labels) = SvmCases.Make("many-rows");
        int[] order = [.. Enumerable.Range(0, labels.Length).OrderBy(i => labels[i])];
        SmoSolution Run(long bytes, bool shrinking)
        {
            using var problem = new SmoProblem(
                new KernelRows(new GaussianKernel(features, order, Gamma), bytes), labels.Count(l => l == 0), 50);
            return SmoSolver.Solve(problem, 1e-4, shrinking, CancellationToken.None);
        }

        foreach (var shrinking in new[] { true, false })
        {
            var (large, small) = (Run(1 << 24, shrinking), Run(100_000, shrinking));
            Assert.Equal(large.A, small.A);
            Assert.Equal((large.Rho, large.Iterations), (small.Rho, small.Iterations));
        }

        Assert.InRange(Run(1 << 24, true).Shrinks, 1, int.MaxValue);
        Assert.Equal(0, Run(1 << 24, false).Shrinks);
    }

    [Fact]
    public void A_fit_that_cannot_come_near_its_tolerance_ends()
    {
        var (features, labels) = SvmCases.Make("constant");
        using var classifier = Fits.Fit("svc", features, labels, 2, 0, ("c", "1000000000"), ("tolerance", "1E-09"));
        Assert.All(classifier.Predict(features).Scores!.Values, score => Assert.True(double.IsFinite(score)));
    }

    [Fact]
    public void A_fit_under_way_is_cancelled()
    {
        var (features, labels) = SvmCases.Make("many-rows");
        Assert.Throws<OperationCanceledException>(() => CancelledFit.Run("svc", features, labels));
    }

    private static (SupportVectors Ours, SupportVectors Theirs) Both(
        Matrix features, int[] labels, SettingValues settings)
    {
        var present = SvmCases.Present(labels);
        return (SvcTrainer.Solve(features, present, Gamma, settings, CancellationToken.None),
            LibsvmOracle.Solve(features, present, Gamma, settings));
    }

    private static List<double> Decisions(SupportVectors support, Matrix points)
    {
        var coefficients = support.Coefficients.Row(0).ToArray();
        return [.. Enumerable.Range(0, points.Rows).Select(i => Enumerable.Range(0, coefficients.Length)
            .Sum(s => coefficients[s] * Distance(points.Row(i), support.Vectors.Row(s))) - support.Rho[0])];
    }

    private static double Kernel(Matrix features, int i, int j) => Distance(features.Row(i), features.Row(j));

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var j = 0; j < a.Length; j++)
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        return Math.Exp(-Gamma * sum);
    }
}
