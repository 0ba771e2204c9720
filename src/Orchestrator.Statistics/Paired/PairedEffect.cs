using Orchestrator.Statistics.Samples;

namespace Orchestrator.Statistics.Paired;

/// <summary>How large a gain is beside its own spread.</summary>
public static class PairedEffect
{
    /// <summary>
    /// Cohen's d of paired differences (d_z: Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988,
    /// section 2.3.5): mean ÷ standard deviation. Null with fewer than two differences, where one is not finite, and
    /// where all are equal.
    /// </summary>
    public static double? CohensD(IReadOnlyList<double> differences) =>
        SampleMoments.Of(differences) is { Limitation: Limitation.None } moments
            ? moments.Mean / moments.Deviation
            : null;
}
