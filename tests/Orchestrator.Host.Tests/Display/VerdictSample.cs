using Orchestrator.Reports.Documents;

namespace Orchestrator.Host.Tests.Display;

/// <summary>A report with one comparison and its verdict.</summary>
internal static class VerdictSample
{
    public static ReportDocument Document { get; } = new()
    {
        Program = "1.2.3",
        Level = 0.95,
        Rope = 0.01,
        Sweeps = [],
        Verdicts = [new ModelVerdict("0123456789ab", "knn", 0, BoostVerdict.NoEvidence, "It may help.")],
        Comparisons =
        [
            new BoostComparison
            {
                Sweep = "0123456789ab",
                Fraction = 1,
                Generator = "dcgan",
                IsControl = false,
                Boost = 0.5,
                Replaces = false,
                Model = "knn",
                Pairs = 3,
                MissingPairs = 0,
                TrainingRows = 100,
                Baseline = 0.7,
                Boosted = 0.72,
                Gain = 0.02,
                Low = -0.1,
                High = 0.14,
                P = 0.5,
                AdjustedP = 0.5,
                ProbabilityHelps = 0.6,
                ProbabilitySame = 0.2,
                ProbabilityHurts = 0.2,
                McNemarP = null,
                SeedsNeeded = null,
                Verdict = BoostVerdict.NoEvidence,
                Notes = [],
                Worth = null,
            },
        ],
        Curves = [],
        Ranks = null,
        Generators = [],
        Trials = [],
        TrialsLeftOut = 0,
    };
}
