using System.Collections;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Sweeps.Grid;

/// <summary>
/// The arms of a spec, by index: each boost above 0 with each generator, the generator running fastest; boost 0 is one
/// arm in its place. A source is what an arm's rows come from: a generator, or none; sources keep the order in which
/// arms name them.
/// </summary>
internal sealed class ArmAxis : IReadOnlyList<Arm>
{
    private readonly SweepSpec _spec;
    private readonly int _zero;
    private readonly int _generators;

    public ArmAxis(SweepSpec spec)
    {
        _spec = spec;
        _generators = spec.Generators.Count;
        _zero = -1;
        for (var boost = 0; boost < spec.Boosts.Count && _zero < 0; boost++)
        {
            if (spec.Boosts[boost].IsNone)
                _zero = boost;
        }

        var boosted = spec.Boosts.Count - (_zero >= 0 ? 1 : 0);
        Count = checked(boosted * _generators + (_zero >= 0 ? 1 : 0));
        SourceCount = (boosted > 0 ? _generators : 0) + (_zero >= 0 ? 1 : 0);
        NoneSource = _zero < 0 ? -1 : _zero == 0 ? 0 : SourceCount - 1;
    }

    public int Count { get; }

    /// <summary>How many sources there are.</summary>
    public int SourceCount { get; }

    /// <summary>The source of the arm without generator; -1 where every boost is above 0.</summary>
    public int NoneSource { get; }

    public Arm this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {Count} arms.");
            var source = SourceOf(index);
            return new Arm(_spec.Boosts[BoostOf(index)], Source(source));
        }
    }

    /// <summary>The generator that a source stands for; null: none.</summary>
    public AlgorithmChoice? Source(int source) => source == NoneSource ? null : _spec.Generators[GeneratorOf(source)];

    /// <summary>The source of an arm.</summary>
    public int SourceOf(int arm)
    {
        if (_zero < 0)
            return arm % _generators;
        var zeroArm = _zero * _generators;
        if (arm == zeroArm)
            return NoneSource;
        var generator = (arm < zeroArm ? arm : arm - 1) % _generators;
        return NoneSource == 0 ? generator + 1 : generator;
    }

    /// <summary>How many arms draw on a source.</summary>
    public int ArmsOf(int source) => source == NoneSource ? 1 : _spec.Boosts.Count - (_zero >= 0 ? 1 : 0);

    /// <summary>The arm that is the <paramref name="nth"/> of those drawing on a source.</summary>
    public int ArmOf(int source, int nth)
    {
        if (source == NoneSource)
            return _zero * _generators;
        var arm = nth * _generators + GeneratorOf(source);
        return _zero >= 0 && nth >= _zero ? arm + 1 : arm;
    }

    public IEnumerator<Arm> GetEnumerator()
    {
        for (var arm = 0; arm < Count; arm++)
            yield return this[arm];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int GeneratorOf(int source) => NoneSource == 0 ? source - 1 : source;

    private int BoostOf(int arm)
    {
        if (_zero < 0)
            return arm / _generators;
        var zeroArm = _zero * _generators;
        if (arm == zeroArm)
            return _zero;
        return arm < zeroArm ? arm / _generators : (arm - 1) / _generators + 1;
    }
}
