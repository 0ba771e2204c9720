using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Reports.Comparisons;

/// <summary>
/// The scores of one sweep, wherever they are stored: all that the comparisons need. The accessors are pure and cheap;
/// they are asked for the same place more than once.
/// </summary>
public sealed record SweepScores
{
    /// <summary>The sweep's id.</summary>
    public required string Sweep { get; init; }

    /// <summary>The data set's name, as sentences give it.</summary>
    public required string Dataset { get; init; }

    /// <summary>The spec: its axes are what <see cref="TrialPlace"/> points into.</summary>
    public required SweepSpec Spec { get; init; }

    /// <summary>The metric that is compared, in the word of the spec.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether more of the metric is better.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>Test rows of a trial; 0 while no trial has a result.</summary>
    public required int TestRows { get; init; }

    /// <summary>
    /// Real training rows at each fraction, before any boost (<c>TrialResult.RealRows</c> of an unboosted trial); 0
    /// where no trial has a result.
    /// </summary>
    public required IReadOnlyList<int> TrainingRows { get; init; }

    /// <summary>The score of a trial in the metric's own unit; null where it has none, failed or is pending.</summary>
    public required Func<TrialPlace, double?> Score { get; init; }

    /// <summary>
    /// Which test rows a trial has right, in the order of the test part (<c>TestRowHits.Read</c>); null where that is
    /// not stored. Only asked for where all trials share one split.
    /// </summary>
    public Func<TrialPlace, IReadOnlyList<bool>?> Hits { get; init; } = _ => null;

    /// <summary>
    /// What always answering with the most frequent class (or the mean) scores at each fraction, in the metric's unit:
    /// of the model <c>majority</c> where it was run, else of the data where it can be told. Null: not known. Empty:
    /// known for no fraction.
    /// </summary>
    public IReadOnlyList<double?> Majority { get; init; } = [];

    /// <summary>Whether all trials share one split; else every seed has its own.</summary>
    public bool SingleSplit => Spec.Split.FileOrder || Spec.Split.FixedSeed is not null;
}
