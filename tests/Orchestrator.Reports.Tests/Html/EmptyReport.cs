using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests.Html;

/// <summary>Reports with nothing in them, and with everything unknown that may be.</summary>
internal static class EmptyReport
{
    public static ReportDocument Build() => new()
    {
        Program = "Orchestrator 0.1.0",
        Level = 0.95,
        Rope = 0.01,
        Sweeps = [],
        Verdicts = [],
        Comparisons = [],
        Curves = [],
        Ranks = null,
        Generators = [],
        Trials = [],
        TrialsLeftOut = 0,
    };

    /// <summary>A sample of which every value that may be null is null, and a number is none.</summary>
    public static ReportDocument Unknown()
    {
        var sample = new SampleReport().Build(1);
        return sample with
        {
            Sweeps = [.. sample.Sweeps.Select(sweep => sweep with { TestRows = 0, Versions = [], SpecText = "" })],
            Comparisons = [.. sample.Comparisons.Select(Unknown)],
            Curves = [.. sample.Curves.Select(curve => curve with
            {
                Majority = null,
                Points = [.. curve.Points.Select(point => point with { Low = null, High = null, Fitted = null })],
            })],
            Generators = [.. sample.Generators.Select((generator, index) => index % 2 == 0
                ? generator with { Quality = null, GeneratorLoss = [.. generator.GeneratorLoss.Select(_ => double.NaN)] }
                : generator with { Quality = Unknown(generator.Quality!) })],
            Trials = [.. sample.Trials.Select(trial => trial with { Score = null })],
        };
    }

    private static BoostComparison Unknown(BoostComparison comparison) => comparison with
    {
        Pairs = 0,
        Baseline = null,
        Boosted = null,
        Gain = null,
        Low = null,
        High = null,
        P = null,
        AdjustedP = null,
        ProbabilityHelps = null,
        ProbabilitySame = null,
        ProbabilityHurts = null,
        McNemarP = null,
        SeedsNeeded = null,
        Verdict = BoostVerdict.TooFew,
        Worth = null,
    };

    private static GeneratorQuality Unknown(GeneratorQuality quality) => quality with
    {
        Columns = [],
        CorrelationDifference = null,
        DetectionAuc = null,
        SyntheticUtility = null,
        RealUtility = null,
        Density = null,
        Coverage = null,
        ModesHit = null,
        ClosestTraining = null,
        ClosestHoldout = null,
        CloserToTraining = null,
        MembershipAuc = null,
    };
}
