using Orchestrator.Statistics.Corrections;
using Orchestrator.Statistics.Distributions;

namespace Orchestrator.Statistics.Ranks;

/// <summary>A treatment against the control.</summary>
/// <param name="Treatment">Its index in the mean ranks.</param>
/// <param name="Z">Rank of the treatment less that of the control, in standard errors; negative is better.</param>
/// <param name="P">Two-sided p.</param>
/// <param name="AdjustedP">p after Holm's correction.</param>
public sealed record ControlDifference(int Treatment, double Z, double P, double AdjustedP);

/// <summary>
/// Holm's post-hoc test of mean ranks against a control: z = (R_i − R_0) ÷ √(k(k + 1) ÷ (6N)), Demšar, JMLR 7 (2006),
/// section 3.2.2.
/// </summary>
public static class ControlComparison
{
    /// <summary>Every other treatment against the control, in the order given.</summary>
    /// <param name="meanRanks">One for each treatment, two at least.</param>
    /// <param name="control">The control's index.</param>
    /// <param name="blocks">N, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public static IReadOnlyList<ControlDifference> Of(IReadOnlyList<double> meanRanks, int control, int blocks)
    {
        ArgumentNullException.ThrowIfNull(meanRanks);
        var k = meanRanks.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2, nameof(meanRanks));
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(control);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(control, k);
        var error = Math.Sqrt(k * (k + 1) / (6.0 * blocks));
        int[] others = [.. Enumerable.Range(0, k).Where(i => i != control)];
        double[] z = [.. others.Select(i => (meanRanks[i] - meanRanks[control]) / error)];
        double?[] p = [.. z.Select(v => (double?)NormalTail.TwoSided(v))];
        var adjusted = Holm.Adjust(p);
        return [.. others.Select((i, place) => new ControlDifference(
            i, z[place], p[place]!.Value, adjusted[place]!.Value))];
    }
}
