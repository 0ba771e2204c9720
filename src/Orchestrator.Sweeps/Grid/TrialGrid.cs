using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Grid;

/// <summary>
/// The canonical grid of a spec: fraction × arm × model × seed in mixed radix, the seed running fastest. An arm is a
/// boost factor with its generator; boost 0 is one arm without generator, so equal trials exist once. Never materialised.
/// </summary>
public sealed class TrialGrid
{
    private readonly SweepSpec _spec;
    private readonly Arm[] _arms;

    /// <summary>The grid of <paramref name="spec"/>.</summary>
    public TrialGrid(SweepSpec spec)
    {
        _spec = spec;
        _arms = [.. spec.Boosts.SelectMany(boost => boost.IsNone
            ? [new Arm(boost, null)]
            : spec.Generators.Select(generator => new Arm(boost, generator)))];
    }

    /// <summary>How many trials there are.</summary>
    public long Count => (long)_spec.Fractions.Count * _arms.Length * _spec.Models.Count * _spec.Seeds.Count;

    /// <summary>The boosts with their generators, in canonical order.</summary>
    public IReadOnlyList<Arm> Arms => _arms;

    /// <summary>The trial at <paramref name="index"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trial.</exception>
    public Trial this[long index]
    {
        get
        {
            if ((ulong)index >= (ulong)Count)
                throw new ArgumentOutOfRangeException(nameof(index), index, $"The grid has {Count} trials.");
            var (rest, seed) = Math.DivRem(index, _spec.Seeds.Count);
            (rest, var model) = Math.DivRem(rest, _spec.Models.Count);
            (rest, var arm) = Math.DivRem(rest, _arms.Length);
            return new Trial(index, _spec.Fractions[(int)rest], _arms[(int)arm].Boost, _arms[(int)arm].Generator,
                _spec.Models[(int)model], _spec.Seeds[(int)seed]);
        }
    }

    /// <summary>The index of the trial at these positions on the axes.</summary>
    public long IndexOf(int fraction, int arm, int model, int seed) =>
        (((long)fraction * _arms.Length + arm) * _spec.Models.Count + model) * _spec.Seeds.Count + seed;
}
