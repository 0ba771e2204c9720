namespace Orchestrator.Reports.Documents;

/// <summary>Generators, and no generator, ranked by their scores across data sets (Demšar 2006).</summary>
/// <param name="Datasets">The data sets (blocks) compared, one sweep each.</param>
/// <param name="Entries">The treatments by ascending mean rank: the best first.</param>
/// <param name="FriedmanP">p of Friedman's test (Iman and Davenport's F); null where it is not defined.</param>
/// <param name="CriticalDifference">Nemenyi's critical difference at level 0.05.</param>
/// <param name="Groups">Runs of entries that do not differ: first and last index of each.</param>
/// <param name="Pairs">Every generator against no generator.</param>
/// <param name="Note">What limits it; empty where nothing does.</param>
public sealed record RankComparison(
    IReadOnlyList<string> Datasets,
    IReadOnlyList<RankEntry> Entries,
    double? FriedmanP,
    double CriticalDifference,
    IReadOnlyList<RankGroup> Groups,
    IReadOnlyList<RankPair> Pairs,
    string Note);

/// <summary>A treatment's mean rank.</summary>
/// <param name="Name">The generator, or "none".</param>
/// <param name="MeanRank">1 is the best.</param>
/// <param name="Scores">Its mean score on each data set, in the order of the data sets.</param>
public sealed record RankEntry(string Name, double MeanRank, IReadOnlyList<double> Scores);

/// <summary>Neighbours in the order of ranks that do not differ.</summary>
/// <param name="First">Index of the first entry.</param>
/// <param name="Last">Index of the last.</param>
public sealed record RankGroup(int First, int Last);

/// <summary>One generator against none across data sets.</summary>
/// <param name="Name">The generator.</param>
/// <param name="Gain">Mean gain over the data sets.</param>
/// <param name="WilcoxonP">Wilcoxon's signed-rank test.</param>
/// <param name="AdjustedP">After Holm's correction over the generators.</param>
/// <param name="ProbabilityHelps">Bayesian signed-rank test (Benavoli et al. 2014).</param>
/// <param name="ProbabilitySame">Probability that it is within the region of practical equivalence.</param>
/// <param name="ProbabilityHurts">Probability that it hurts.</param>
public sealed record RankPair(
    string Name,
    double Gain,
    double? WilcoxonP,
    double? AdjustedP,
    double ProbabilityHelps,
    double ProbabilitySame,
    double ProbabilityHurts);
