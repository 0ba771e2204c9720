using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Grid;

/// <summary>
/// The canonical grid of a spec: fraction × arm × model × seed in mixed radix, the seed running fastest. An arm is a
/// boost factor with its generator; boost 0 is one arm without generator, so equal trials exist once. Never
/// materialised.
/// </summary>
public sealed class TrialGrid
{
    /// <summary>The most trials that a sweep may have.</summary>
    public const long MostTrials = 1_000_000_000_000;

    private readonly SweepSpec _spec;

    /// <summary>The grid of <paramref name="spec"/>.</summary>
    public TrialGrid(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _spec = spec;
        ArmAxis = new ArmAxis(spec);
        Count = checked((long)spec.Fractions.Count * ArmAxis.Count * spec.Models.Count * spec.Seeds.Count);
    }

    /// <summary>How many trials there are.</summary>
    public long Count { get; }

    /// <summary>The boosts with their generators, in canonical order.</summary>
    public IReadOnlyList<Arm> Arms => ArmAxis;

    internal ArmAxis ArmAxis { get; }

    /// <summary>The trial at <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trial.</exception>
    public Trial this[long index]
    {
        get
        {
            var (fraction, arm, model, seed) = PositionOf(index);
            var (boost, generator) = ArmAxis[arm];
            return new Trial(
                index, _spec.Fractions[fraction], boost, generator, _spec.Models[model], _spec.Seeds[seed]);
        }
    }

    /// <summary>The index of the trial at these positions on the axes.</summary>
    public long IndexOf(int fraction, int arm, int model, int seed) =>
        (((long)fraction * ArmAxis.Count + arm) * _spec.Models.Count + model) * _spec.Seeds.Count + seed;

    /// <summary>
    /// The positions on the axes of the trial at <paramref name="index"/>: the inverse of <see cref="IndexOf"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trial.</exception>
    public (int Fraction, int Arm, int Model, int Seed) PositionOf(long index)
    {
        if ((ulong)index >= (ulong)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The grid has {Count} trials.");
        var (rest, seed) = Math.DivRem(index, _spec.Seeds.Count);
        (rest, var model) = Math.DivRem(rest, _spec.Models.Count);
        var (fraction, arm) = Math.DivRem(rest, ArmAxis.Count);
        return ((int)fraction, (int)arm, (int)model, (int)seed);
    }

    /// <summary>How many trials the grid of a spec would have, however many these are.</summary>
    internal static Int128 CountOf(SweepSpec spec)
    {
        var none = spec.Boosts.Count(boost => boost.IsNone);
        Int128 arms = (Int128)(spec.Boosts.Count - none) * spec.Generators.Count + none;
        return arms * spec.Fractions.Count * spec.Models.Count * spec.Seeds.Count;
    }
}
