using Orchestrator.Statistics.Paired;
using Orchestrator.Statistics.Samples;

namespace Orchestrator.Reports.Comparisons;

/// <summary>A boosted configuration with what its own pairs say, before it is seen beside the others.</summary>
internal sealed record Candidate
{
    /// <summary>Where the boosted trials are; the seed is of no meaning.</summary>
    public required TrialPlace Place { get; init; }

    /// <summary>The pairs.</summary>
    public required Pairing Pairing { get; init; }

    /// <summary>The corrected resampled t-test; of nothing where a gain is not finite.</summary>
    public required CorrectedTTestResult Test { get; init; }

    /// <summary>The Bayesian correlated t-test.</summary>
    public required RegionProbabilities Region { get; init; }

    /// <summary>The test rows, where there is one split and they are stored.</summary>
    public required RowComparison? Rows { get; init; }

    /// <summary>Half the region of practical equivalence, in the metric's unit.</summary>
    public required double Rope { get; init; }

    /// <summary>The gain whose power is asked for, in the metric's unit; 0 where the unboosted loss is 0.</summary>
    public required double PowerEffect { get; init; }

    /// <summary>
    /// Whether all seeds give one and the same gain other than 0: then they say nothing of the noise.
    /// </summary>
    public bool IsConstant => Test is { Limitation: Limitation.NoVariance, Mean: not 0 };

    /// <summary>
    /// The p that a claim is judged by. Where the rows count (one split, accuracy) it is the larger one of both
    /// tests: the seeds tell how the training varies, the rows how the test set does, and a gain has to be more than
    /// either. Null where neither can tell.
    /// </summary>
    /// <param name="rowsCount">Whether the metric is what the rows count.</param>
    public double? ClaimP(bool rowsCount) => (Test.P, Rows) switch
    {
        (null, _) => null,
        ({ } p, { } rows) when rowsCount => p < 1 ? Math.Max(p, rows.PFor(Test.Mean!.Value)) : 1,
        ({ } p, _) => IsConstant ? null : p,
    };
}
