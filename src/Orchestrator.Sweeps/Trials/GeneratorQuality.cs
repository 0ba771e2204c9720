namespace Orchestrator.Sweeps.Trials;

/// <summary>
/// How good and how private the rows of one generator fit are: a pure function of the stage's key. Measured in the
/// feature space of the training subset, on as many generated rows as there are training rows (at most <see
/// cref="MostRows"/> of either), against the held-out test rows where it says so; nothing is fitted to those.
/// </summary>
public sealed record GeneratorQuality
{
    /// <summary>No more rows of a kind than this are looked at.</summary>
    public const int MostRows = 1000;

    /// <summary>Training rows looked at.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>Generated rows looked at.</summary>
    public required int GeneratedRows { get; init; }

    /// <summary>Test rows looked at.</summary>
    public required int HoldoutRows { get; init; }

    /// <summary>Each column of the data set, in its order, the target last.</summary>
    public required IReadOnlyList<ColumnFidelity> Columns { get; init; }

    /// <summary>
    /// Mean absolute difference of the columns' pairwise correlations (of features and target), 0..2; null with fewer
    /// than two columns that vary.
    /// </summary>
    public required double? CorrelationDifference { get; init; }

    /// <summary>
    /// Area under the ROC curve of a classifier that tells real from generated rows, cross-fitted; 0.5 is a generator
    /// that cannot be told from the data. Null with too few rows.
    /// </summary>
    public required double? DetectionAuc { get; init; }

    /// <summary>
    /// Score on the test rows of a model trained on generated rows alone; null where it cannot be fitted.
    /// </summary>
    public required double? SyntheticUtility { get; init; }

    /// <summary>Score on the test rows of the same model trained on as many real rows.</summary>
    public required double? RealUtility { get; init; }

    /// <summary>Density (Naeem et al. 2020, equation 3), 1 where it is as dense as the data; may exceed 1.</summary>
    public required double? Density { get; init; }

    /// <summary>Coverage (Naeem et al. 2020, equation 4), 0..1.</summary>
    public required double? Coverage { get; init; }

    /// <summary>
    /// Share of the real modes (clusters of the training rows) that at least one generated row falls in, 0..1.
    /// </summary>
    public required double? ModesHit { get; init; }

    /// <summary>Share of the generated rows that are a training row again, 0..1.</summary>
    public required double CopiedShare { get; init; }

    /// <summary>Share of the generated rows that repeat an earlier generated row, 0..1.</summary>
    public required double RepeatedShare { get; init; }

    /// <summary>
    /// Median distance of a generated row to its closest of m training rows, m being the rows of the smaller of
    /// training and test part. Distances are Euclidean over standardised columns; a category that differs counts √2.
    /// </summary>
    public required double? ClosestTraining { get; init; }

    /// <summary>Median distance of a generated row to its closest of m test rows.</summary>
    public required double? ClosestHoldout { get; init; }

    /// <summary>
    /// Share of the generated rows that are closer to one of m training rows than to any of m test rows, ties halved;
    /// 0.5 is what a generator that has learnt nothing by heart comes to. A copier comes to 1 where there are as many
    /// test rows as training rows, and with a share s of them to (1 + s) / 2.
    /// </summary>
    public required double? CloserToTraining { get; init; }

    /// <summary>
    /// Area under the ROC curve of a membership-inference attack that ranks training and test rows by their density
    /// under the generated rows; 0.5: it cannot tell who was trained on.
    /// </summary>
    public required double? MembershipAuc { get; init; }

    /// <summary>Whether a number of it is not a number.</summary>
    public bool HasNaN =>
        double.IsNaN(CopiedShare) || double.IsNaN(RepeatedShare)
        || this is { CorrelationDifference: double.NaN } or { DetectionAuc: double.NaN }
            or { SyntheticUtility: double.NaN } or { RealUtility: double.NaN } or { Density: double.NaN }
            or { Coverage: double.NaN } or { ModesHit: double.NaN } or { ClosestTraining: double.NaN }
            or { ClosestHoldout: double.NaN } or { CloserToTraining: double.NaN } or { MembershipAuc: double.NaN }
        || Columns.Any(column => column.HasNaN);
}

/// <summary>How near the generated values of one column are to the real ones.</summary>
/// <param name="Column">The data set's column; the target's has the name "target".</param>
/// <param name="IsNumeric">
/// Whether the distance is that of Kolmogorov and Smirnov; else it is the total variation. Both 0..1.
/// </param>
/// <param name="Distance">0: alike.</param>
/// <param name="Bins">What each share is of: levels, or the upper edge of each equal-width bin of a number.</param>
/// <param name="Real">Share of the training rows in each bin.</param>
/// <param name="Generated">Share of the generated rows in each bin.</param>
public sealed record ColumnFidelity(
    string Column,
    bool IsNumeric,
    double Distance,
    IReadOnlyList<string> Bins,
    IReadOnlyList<double> Real,
    IReadOnlyList<double> Generated)
{
    /// <summary>Whether a number of it is not a number.</summary>
    public bool HasNaN => double.IsNaN(Distance) || Real.Any(double.IsNaN) || Generated.Any(double.IsNaN);
}
