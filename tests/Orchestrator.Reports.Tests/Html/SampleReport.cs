using System.Globalization;
using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests.Html;

/// <summary>
/// A report as a finished study would have it: several sweeps, models and generators, numbers drawn from one seed. Nothing
/// in it was measured; it has the shapes and the sizes of what is.
/// </summary>
internal sealed class SampleReport(int seeds = 3)
{
    private static readonly (string Name, int Rows, double Easy, string Metric)[] Data =
    [
        ("titanic", 712, 0.79, "accuracy"), ("breast-cancer", 455, 0.95, "accuracy"), ("pima-diabetes", 614, 0.74, "accuracy"),
        ("abalone", 3341, 5.2, "mse"),
    ];

    private static readonly (string Name, double Slope)[] Models =
    [
        ("random-forest", 0.055), ("logistic-regression", 0.035), ("svm-rbf", 0.06), ("knn", 0.05), ("mlp (hidden=64)", 0.08),
    ];

    private static readonly (string Name, double Effect, bool Control)[] Generators =
    [
        ("wgan-gp", 0.006, false), ("ctgan (epochs=100)", -0.012, false), ("tvae", 0.001, false), ("gaussian-copula", 0.003, false),
        ("smote", 0.012, false), ("noise", 0.004, true), ("duplicate", -0.001, true),
    ];

    private static readonly double[] Fractions = [0.05, 0.1, 0.25, 1];
    private static readonly double[] Boosts = [0.2, 0.5, 1];
    private readonly Random _random = new(20);

    public ReportDocument Build(int sweeps = 4)
    {
        var named = Enumerable.Range(0, sweeps).Select(Sweep).ToList();
        var comparisons = new List<BoostComparison>();
        var curves = new List<LearningCurve>();
        var trials = new List<ReportedTrial>();
        for (var index = 0; index < sweeps; index++)
        {
            foreach (var model in Models)
            {
                curves.Add(Curve(index, named[index].Id, model.Name, model.Slope));
                comparisons.AddRange(Comparisons(index, named[index].Id, curves[^1]));
            }
            trials.AddRange(Trials(named[index].Id, [.. curves.Where(curve => curve.Sweep == named[index].Id)]));
        }
        return new ReportDocument
        {
            Program = "Orchestrator 0.1.0",
            Level = 0.95,
            Rope = 0.01,
            Sweeps = named,
            Verdicts = [.. Verdicts(named, comparisons)],
            Comparisons = comparisons,
            Curves = curves,
            Ranks = sweeps < 2 ? null : Ranks([.. named.Select(sweep => sweep.Dataset)]),
            Generators = [.. named.SelectMany((sweep, index) => Summaries(index, sweep.Id))],
            Trials = trials,
            TrialsLeftOut = 0,
        };
    }

    private static string Id(int index) => (0xa1b2c3d4e500L + index).ToString("x12", CultureInfo.InvariantCulture);

    private ReportedSweep Sweep(int index)
    {
        var (name, rows, _, metric) = Data[index];
        var count = Models.Length * Fractions.Length * ((Generators.Length * Boosts.Length) + 1) * seeds;
        return new ReportedSweep
        {
            Id = Id(index),
            Name = $"{name}-boost",
            Dataset = name,
            DatasetHash = string.Concat(Enumerable.Repeat(Id(index), 6))[..64],
            SpecText = $"name: {name}-boost\ndataset: {name}\nfractions: [5%, 10%, 25%, 100%]\nboosts: [0, 20%, 50%, 100%]\n"
                + "generators: [wgan-gp, ctgan, tvae, gaussian-copula, smote, noise, duplicate]\n"
                + $"models: [random-forest, logistic-regression, svm-rbf, knn, mlp]\nseeds: {seeds}\nmetric: {metric}\n",
            Metric = metric,
            HigherIsBetter = metric != "mse",
            Trials = count,
            Completed = count - 1,
            Failed = 1,
            TestRows = rows / 4,
            SingleSplit = index == 0,
            Versions = ["wgan-gp v1", "ctgan v1", "tvae v1", "smote v1", "random-forest v2", "mlp v1"],
            Command = $"orchestrator run {name}-boost.yaml --seeds {seeds}",
        };
    }

    private LearningCurve Curve(int index, string sweep, string model, double slope)
    {
        var (_, rows, easy, metric) = Data[index];
        var points = Fractions.Select(fraction =>
        {
            var fitted = metric == "mse"
                ? easy + (slope * 30 / Math.Sqrt(fraction * rows / 20))
                : easy + (slope * Math.Log10(fraction)) + (slope / 2);
            var half = (metric == "mse" ? 0.35 : 0.022) / Math.Pow(fraction * 20, 0.35);
            var score = fitted + ((_random.NextDouble() - 0.5) * half);
            return new CurvePoint(fraction, (int)(fraction * rows), score, score - half, score + half, seeds, fitted);
        });
        return new LearningCurve(sweep, model, [.. points], metric == "mse" ? null : easy - 0.17);
    }

    private IEnumerable<BoostComparison> Comparisons(int index, string sweep, LearningCurve curve) =>
        from point in curve.Points
        from generator in Generators
        from boost in Boosts
        select Comparison(index, sweep, curve.Model, point, generator, boost);

    private BoostComparison Comparison(
        int index, string sweep, string model, CurvePoint point, (string Name, double Effect, bool Control) generator, double boost)
    {
        var higher = Data[index].Metric != "mse";
        var unit = higher ? 1 : 25;
        var gain = unit * ((generator.Effect * boost * 2 * (1.2 - point.Fraction)) + ((_random.NextDouble() - 0.5) * 0.012));
        var half = unit * (0.006 + (0.008 * _random.NextDouble()));
        var p = Math.Min(1, Math.Exp(-2.2 * Math.Abs(gain) / half) * 1.2);
        var adjusted = Math.Min(1, p * 3);
        var helps = 1 / (1 + Math.Exp(-4 * (gain - (0.01 * unit)) / half));
        var hurts = 1 / (1 + Math.Exp(4 * (gain + (0.01 * unit)) / half));
        return new BoostComparison
        {
            Sweep = sweep,
            Fraction = point.Fraction,
            Generator = generator.Name,
            IsControl = generator.Control,
            Boost = boost,
            Replaces = generator.Name == "tvae" && boost >= 1,
            Model = model,
            Pairs = seeds,
            MissingPairs = generator.Name == "tvae" && boost < 0.3 ? 1 : 0,
            TrainingRows = point.Rows,
            Baseline = point.Score,
            Boosted = point.Score + (higher ? gain : -gain),
            Gain = gain,
            Low = gain - half,
            High = gain + half,
            P = p,
            AdjustedP = adjusted,
            ProbabilityHelps = helps,
            ProbabilitySame = 1 - helps - hurts,
            ProbabilityHurts = hurts,
            McNemarP = index == 0 ? Math.Min(1, p * 1.1) : null,
            SeedsNeeded = (int)(7 * Math.Pow(half / unit / 0.0035, 2)) + 2,
            Verdict = Judge(gain, adjusted, helps, hurts, generator.Control, model),
            Notes = generator.Control ? ["A control: it brings no new information."] : [],
            Worth = Worth(point, gain / unit, half / unit),
        };
    }

    private static BoostVerdict Judge(double gain, double p, double helps, double hurts, bool control, string model) =>
        (p < 0.05, gain > 0) switch
        {
            (true, true) when control => BoostVerdict.HelpsLikeControl,
            (true, true) when model == "knn" => BoostVerdict.RepairsBrokenBaseline,
            (true, true) => BoostVerdict.Helps,
            (true, false) => BoostVerdict.Hurts,
            _ => 1 - helps - hurts >= 0.95 ? BoostVerdict.Same : BoostVerdict.NoEvidence,
        };

    private static RowsWorth? Worth(CurvePoint point, double gain, double half)
    {
        if (point.Fraction >= 1)
            return null;
        var rows = point.Rows * gain * 60;
        var far = gain + half > 0.018;
        return new RowsWorth(rows, rows - (point.Rows * half * 50), far ? null : rows + (point.Rows * half * 70),
            far ? "the upper end lies beyond the largest fraction" : "");
    }

    private static IEnumerable<ModelVerdict> Verdicts(List<ReportedSweep> sweeps, List<BoostComparison> comparisons) =>
        from sweep in sweeps
        from model in Models.Index()
        let generator = Generators[(model.Index + sweeps.IndexOf(sweep)) % Generators.Length].Name
        let best = comparisons.FindIndex(other => other.Sweep == sweep.Id && other.Model == model.Item.Name
            && other.Generator == generator && other.Boost >= 1 && other.Fraction == Fractions[model.Index % 3])
        let c = comparisons[best]
        let scale = sweep.HigherIsBetter ? 100 : 1
        select new ModelVerdict(sweep.Id, model.Item.Name, best, c.Verdict, string.Create(CultureInfo.InvariantCulture,
            $"{c.Generator} +{c.Boost * 100:0} % at {c.Fraction * 100:0} % of the rows on {sweep.Dataset}, {model.Item.Name}: "
            + $"{c.Gain * scale:+0.0;−0.0}{(scale > 1 ? " points" : "")}, 95 % "
            + $"{c.Low * scale:+0.0;−0.0} … {c.High * scale:+0.0;−0.0}, "
            + $"{(c.Verdict == BoostVerdict.Helps ? "more than noise" : "no evidence of help")} (P(same) {c.ProbabilitySame:0.00}); "
            + $"you would need about {c.SeedsNeeded} seeds to see 0.5 points."));

    private IEnumerable<ReportedTrial> Trials(string sweep, LearningCurve[] curves)
    {
        long index = 0;
        foreach (var fraction in Fractions)
        {
            foreach (var (name, effect, boost) in Generators.SelectMany(g => Boosts.Select(b => (g.Name, g.Effect, b)))
                .Prepend((Name: null!, Effect: 0, b: 0)))
            {
                foreach (var curve in curves)
                {
                    for (var seed = 1; seed <= seeds; seed++)
                    {
                        var score = curve.Points.First(point => point.Fraction == fraction).Score + (effect * boost)
                            + ((_random.NextDouble() - 0.5) * 0.04);
                        var failed = index == 17;
                        yield return new ReportedTrial(sweep, index++, fraction, name, boost, false, curve.Model, seed,
                            failed ? null : score, failed ? "worker lost: the process ended with signal 9" : null);
                    }
                }
            }
        }
    }

    private static RankComparison Ranks(string[] datasets)
    {
        string[] names = ["smote", "wgan-gp", "gaussian-copula", "none", "noise", "tvae", "duplicate", "ctgan (epochs=100)"];
        double[] ranks = [2.25, 3.0, 3.75, 4.25, 4.5, 5.25, 6.0, 7.0];
        return new RankComparison(
            datasets,
            [.. names.Select((name, i) =>
                new RankEntry(name, ranks[i], [.. datasets.Select((_, d) => 0.8 + (0.02 * d) - (0.003 * i))]))],
            0.031, 3.9, [new RankGroup(0, 5), new RankGroup(2, 7)],
            [.. names.Where(name => name != "none").Select((name, i) =>
                new RankPair(name, 0.006 - (0.002 * i), 0.12 + (0.05 * i), 0.6, 0.4 - (0.04 * i), 0.5, 0.1 + (0.04 * i)))],
            "With four data sets only very large differences can be seen.");
    }

    private IEnumerable<GeneratorSummary> Summaries(int index, string sweep) =>
        from fraction in Fractions
        from generator in Generators
        let epochs = generator.Name is "wgan-gp" or "ctgan (epochs=100)" or "tvae"
            ? Enumerable.Range(1, 60).Select(i => i * 5).ToArray()
            : []
        select new GeneratorSummary(sweep, fraction, generator.Name, seeds, epochs,
            [.. epochs.Select(e => (1.5 * Math.Exp(-e / 60.0)) + 0.7 + (0.1 * _random.NextDouble()))],
            generator.Name == "tvae" ? [] : [.. epochs.Select(e => 0.4 + (0.9 * (1 - Math.Exp(-e / 40.0))) + (0.1 * _random.NextDouble()))],
            generator.Name == "tvae" ? [] : [.. epochs.Select(e => 0.5 + (0.45 * Math.Exp(-e / 80.0)) + (0.03 * _random.NextDouble()))],
            generator.Name == "tvae" ? [] : [.. epochs.Select(e => 0.5 - (0.42 * Math.Exp(-e / 80.0)) + (0.03 * _random.NextDouble()))],
            generator.Name == "duplicate" && index > 0 ? null : Quality(index, fraction, generator.Name));

    private GeneratorQuality Quality(int index, double fraction, string generator)
    {
        var copy = generator is "duplicate" or "noise";
        var rows = Math.Min(1000, (int)(Data[index].Rows * fraction));
        return new GeneratorQuality
        {
            TrainingRows = rows,
            GeneratedRows = rows,
            HoldoutRows = Data[index].Rows / 4,
            Columns = [.. SampleColumns.Of(_random, copy ? 0.02 : 0.12)],
            CorrelationDifference = copy ? 0.004 : 0.08 + (0.1 * _random.NextDouble()),
            DetectionAuc = copy ? 0.51 : 0.6 + (0.3 * _random.NextDouble()),
            SyntheticUtility = 0.62 + (0.15 * _random.NextDouble()),
            RealUtility = 0.78,
            Density = 0.7 + (0.4 * _random.NextDouble()),
            Coverage = 0.6 + (0.4 * _random.NextDouble()),
            ModesHit = 0.8 + (0.2 * _random.NextDouble()),
            CopiedShare = generator == "duplicate" ? 1 : 0,
            RepeatedShare = generator == "duplicate" ? 0.37 : 0.01,
            ClosestTraining = copy ? 0 : 0.41,
            ClosestHoldout = 0.52,
            CloserToTraining = copy ? 0.97 : 0.5 + (0.15 * _random.NextDouble()),
            MembershipAuc = copy ? 0.93 : 0.5 + (0.12 * _random.NextDouble()),
        };
    }
}
