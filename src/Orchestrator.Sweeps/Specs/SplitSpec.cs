namespace Orchestrator.Sweeps.Specs;

/// <summary>How the data set is divided into training and test rows.</summary>
/// <param name="TestShare">The share of the rows held out for scoring, in (0, 1).</param>
/// <param name="Stratified">Whether each class keeps its share in both parts.</param>
/// <param name="FixedSeed">The seed of the one split of all trials; null: each trial seed has its own split.</param>
public sealed record SplitSpec(double TestShare, bool Stratified, int? FixedSeed)
{
    /// <summary>20 % held out, stratified, one split for the whole sweep (seed 0).</summary>
    public static SplitSpec Default { get; } = new(0.2, Stratified: true, FixedSeed: 0);

    /// <summary>
    /// Whether the test part is the last rows of the data set, for sets whose split is fixed; then it is neither
    /// stratified nor random, and the other members are without effect.
    /// </summary>
    public bool FileOrder { get; init; }

    /// <summary>
    /// Whether training rows stay in the order of the data set as well, as long as nothing is added to them, and are
    /// not shuffled: for comparison with a study whose models went by that order.
    /// </summary>
    public bool KeepsOrder { get; init; }

    /// <summary>The last rows of the data set, as many as <paramref name="testShare"/> says.</summary>
    public static SplitSpec InFileOrder(double testShare, bool keepsOrder = false) =>
        new(testShare, Stratified: false, FixedSeed: 0) { FileOrder = true, KeepsOrder = keepsOrder };
}
