namespace Orchestrator.Reports.Documents;

/// <summary>
/// A boosted configuration beside its own unboosted trials (same split, same subset, same seed): how large the
/// difference is, and whether it is more than noise. Differences are gains: positive is better, whatever the metric.
/// </summary>
public sealed record BoostComparison
{
    /// <summary>The sweep's id.</summary>
    public required string Sweep { get; init; }

    /// <summary>The share of the training rows.</summary>
    public required double Fraction { get; init; }

    /// <summary>
    /// The generator, with the settings that tell it from its like: "wgan-gp", "wgan-gp (epochs=100)".
    /// </summary>
    public required string Generator { get; init; }

    /// <summary>Whether the generator is a control (duplicate, noise): it brings no new information.</summary>
    public required bool IsControl { get; init; }

    /// <summary>Synthetic rows ÷ real rows.</summary>
    public required double Boost { get; init; }

    /// <summary>Whether the synthetic rows take the place of the real ones.</summary>
    public required bool Replaces { get; init; }

    /// <summary>The model, with the settings that tell it from its like.</summary>
    public required string Model { get; init; }

    /// <summary>Pairs that both have a score.</summary>
    public required int Pairs { get; init; }

    /// <summary>Seeds of which one of the two trials has no score.</summary>
    public required int MissingPairs { get; init; }

    /// <summary>Real training rows, of the pairs.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>Mean score of the unboosted trials of the pairs, in the metric's unit.</summary>
    public required double? Baseline { get; init; }

    /// <summary>Mean score of the boosted trials of the pairs.</summary>
    public required double? Boosted { get; init; }

    /// <summary>Mean gain over the pairs.</summary>
    public required double? Gain { get; init; }

    /// <summary>Lower end of the gain's interval (Nadeau and Bengio 2003); null with fewer than two pairs.</summary>
    public required double? Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double? High { get; init; }

    /// <summary>Two-sided p of the corrected resampled t-test; null with fewer than two pairs.</summary>
    public required double? P { get; init; }

    /// <summary>p after Holm's correction over the family: the comparisons of the same sweep and model.</summary>
    public required double? AdjustedP { get; init; }

    /// <summary>
    /// Probability that the gain is above the region of practical equivalence (Benavoli et al. 2017).
    /// </summary>
    public required double? ProbabilityHelps { get; init; }

    /// <summary>Probability that the gain lies within the region.</summary>
    public required double? ProbabilitySame { get; init; }

    /// <summary>Probability that the gain is below it.</summary>
    public required double? ProbabilityHurts { get; init; }

    /// <summary>
    /// Exact McNemar test over the test rows where there is a single split: of rows that the boosted model has right
    /// more often over the seeds than the unboosted one, against those it has right less often. Null elsewhere.
    /// </summary>
    public required double? McNemarP { get; init; }

    /// <summary>Seeds needed to see half a point (0.005) with a power of 0.8; null where it cannot be told.</summary>
    public required int? SeedsNeeded { get; init; }

    /// <summary>What it comes to.</summary>
    public required BoostVerdict Verdict { get; init; }

    /// <summary>
    /// What a reader has to know beside it: a broken baseline, a control that gains as much, missing pairs.
    /// </summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The gain in real rows; null where the curve cannot tell.</summary>
    public required RowsWorth? Worth { get; init; }
}
