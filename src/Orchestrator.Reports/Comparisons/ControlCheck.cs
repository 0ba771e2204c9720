using Orchestrator.Statistics.Paired;

namespace Orchestrator.Reports.Comparisons;

/// <summary>The control that a generator is least sure to be better than.</summary>
/// <param name="Arm">The control's arm.</param>
/// <param name="Better">Probability that the generator is better; null where they have fewer than two pairs.</param>
internal sealed record MatchedControl(int Arm, double? Better)
{
    /// <summary>The probability from which on a generator counts as better than a control.</summary>
    public const double Enough = 0.95;

    /// <summary>Whether the control gains as much, as far as can be told.</summary>
    public bool GainsAsMuch => !(Better >= Enough);
}

/// <summary>
/// Whether a control of the same fraction, boost and model gains as much: then more rows did it, not the generator.
/// </summary>
/// <param name="scores">The sweep's scores.</param>
/// <param name="source">Its candidates.</param>
internal sealed class ControlCheck(SweepScores scores, CandidateSource source)
{
    /// <summary>Whether the sweep has a control at all.</summary>
    public bool HasControls { get; } = Enumerable.Range(0, source.Arms.Count).Any(source.IsControl);

    /// <summary>
    /// The matching control, of several the one with the lowest probability; null where there is none. The probability
    /// is that of the Bayesian correlated t-test on the paired scores, without a region of equivalence.
    /// </summary>
    public MatchedControl? For(TrialPlace place) => Enumerable.Range(0, source.Arms.Count)
        .Where(arm => arm != place.Arm && source.IsControl(arm))
        .Where(arm => source.Arms[arm].Boost == source.Arms[place.Arm].Boost)
        .Select(arm => new MatchedControl(arm, Better(place with { Arm = arm }, place)))
        .MinBy(control => control.Better ?? -1);

    private double? Better(TrialPlace control, TrialPlace place)
    {
        var pairing = Pairing.Of(scores, control, place);
        return pairing.IsFinite
            ? BayesianCorrelatedTTest.Of(
                pairing.Gains, scores.TestRows, Math.Max(1, scores.TrainingRows[place.Fraction]), 0).Helps
            : null;
    }
}
