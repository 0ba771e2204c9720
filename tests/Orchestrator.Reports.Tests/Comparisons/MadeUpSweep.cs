using Orchestrator.Reports.Comparisons;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Grid;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests.Comparisons;

/// <summary>A sweep whose scores are made up by a function of the place, with wgan-gp, duplicate and two models.</summary>
internal static class MadeUpSweep
{
    public static readonly AlgorithmDescriptor Duplicate = new("duplicate", 1, "test", []);

    /// <summary>Fractions, boosts and models as asked for; accuracy on 262 test rows, 1,047 training rows at fraction 1.</summary>
    public static SweepScores Of(
        Func<TrialPlace, double?> score,
        double[]? fractions = null,
        double[]? boosts = null,
        AlgorithmDescriptor[]? generators = null,
        AlgorithmDescriptor[]? models = null,
        int seeds = 10,
        string metric = "accuracy",
        bool perSeed = false)
    {
        var spec = new SweepSpec
        {
            Name = "made-up",
            Dataset = new DatasetReference.BuiltIn("titanic"),
            Fractions = [.. (fractions ?? [1]).Select(f => new Fraction(f))],
            Boosts = [.. (boosts ?? [0, 0.2]).Select(b => new BoostFactor(b))],
            Generators = [.. (generators ?? [SampleSweep.Wgan]).Select(g => g.WithDefaults())],
            Models = [.. (models ?? [SampleSweep.Logreg]).Select(m => m.WithDefaults())],
            Seeds = [.. Enumerable.Range(0, seeds).Select(s => new Seed(s))],
            Metric = metric,
            Split = perSeed ? SplitSpec.Default with { FixedSeed = null } : SplitSpec.Default,
        };
        return new SweepScores
        {
            Sweep = SampleSweep.Id,
            Dataset = "titanic",
            Spec = spec,
            Metric = metric,
            HigherIsBetter = !MetricNames.SmallerIsBetter(metric),
            TestRows = 262,
            TrainingRows = [.. spec.Fractions.Select(f => f.Of(1047))],
            Score = score,
        };
    }

    /// <summary>The names of the generators by arm; null for the unboosted one.</summary>
    public static IReadOnlyList<string?> Arms(SweepScores scores) =>
        [.. new TrialGrid(scores.Spec).Arms.Select(a => a.Generator?.Algorithm.Name)];

    /// <summary>A noise that looks random but is not: in -1..1, by place.</summary>
    public static double Wobble(TrialPlace place) =>
        Math.Sin(place.Seed * 12.9898 + place.Arm * 78.233 + place.Model * 37.719 + place.Fraction * 11.13 + 1);
}
