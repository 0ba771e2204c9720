using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Grid;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// The canonical grid of a sweep, its keys and its bundles: a function of the definition alone, so that results and
/// grouping never depend on how many workers there are. Nothing is materialised; every member is index arithmetic.
/// </summary>
public sealed class SweepPlan
{
    /// <summary>The most seeds that one bundle holds: the replicas of one fused generator.</summary>
    public const int SeedsPerBundle = 16;

    /// <summary>The most bundles that a sweep may have.</summary>
    public const int MostBundles = int.MaxValue;

    private readonly SweepSpec _spec;
    private readonly ArmAxis _arms;
    private readonly int _seedBlocks;

    /// <summary>The plan of <paramref name="definition"/>.</summary>
    public SweepPlan(SweepDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        Grid = new TrialGrid(definition.Spec);
        Keys = new TrialKeys(definition);
        _spec = definition.Spec;
        _arms = Grid.ArmAxis;
        _seedBlocks = SeedBlocks(_spec);
        TableCosts = new CostModel(_spec);
        Costs = TableCosts;
        BundleCount = checked(_spec.Fractions.Count * _arms.SourceCount * _seedBlocks);
    }

    /// <summary>What the plan follows from.</summary>
    public SweepDefinition Definition { get; }

    /// <summary>The canonical grid.</summary>
    public TrialGrid Grid { get; }

    /// <summary>The keys of trials and stages.</summary>
    public TrialKeys Keys { get; }

    /// <summary>How many bundles there are.</summary>
    public int BundleCount { get; }

    /// <summary>How many generators are trained: one for each fraction, generator and seed.</summary>
    public long GeneratorTrainings =>
        (long)_spec.Fractions.Count * (_arms.SourceCount - UnboostedArms) * _spec.Seeds.Count;

    /// <summary>How many a tool without sharing trains: one for each boosted trial.</summary>
    public long GeneratorTrainingsUnshared =>
        (long)_spec.Fractions.Count * (_arms.Count - UnboostedArms) * _spec.Models.Count * _spec.Seeds.Count;

    /// <summary>
    /// What rows are drawn from: the generators, and null where there are unboosted trials; in bundle order.
    /// </summary>
    internal IEnumerable<AlgorithmChoice?> Sources => Enumerable.Range(0, _arms.SourceCount).Select(_arms.Source);

    /// <summary>
    /// What the parts of the sweep are estimated to cost, for the order and the placement of bundles: the shipped
    /// table, unless somebody has measured. No result depends on it.
    /// </summary>
    public IBundleCosts Costs { get; init; }

    /// <summary>The shipped table's costs.</summary>
    internal CostModel TableCosts { get; }

    private int UnboostedArms => _arms.NoneSource >= 0 ? 1 : 0;

    /// <summary>
    /// The bundle at <paramref name="index"/>: fraction × generator × block of seeds, the block running fastest.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bundle.</exception>
    public Bundle Bundle(int index)
    {
        var (fraction, source, firstSeed, count) = Position(index);
        var seeds = new Seed[count];
        for (var seed = 0; seed < seeds.Length; seed++)
            seeds[seed] = _spec.Seeds[firstSeed + seed];
        var trials = new BundleTrials(Grid, fraction, source, _spec.Models.Count, firstSeed, seeds.Length);
        return new Bundle(index, _spec.Fractions[fraction], _arms.Source(source), seeds, trials);
    }

    /// <summary>The indices of the trials that belong to a part of a bundle, ascending.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such part.</exception>
    public IReadOnlyList<long> TrialsOf(BundlePart part)
    {
        if (part.IsAlone)
            return [part.Trial];
        var (fraction, source, firstSeed, seeds) = Position(part.Bundle);
        ArgumentOutOfRangeException.ThrowIfNegative(part.FirstSeed);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(part.Seeds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part.FirstSeed + part.Seeds, seeds);
        return new BundleTrials(
            Grid, fraction, source, _spec.Models.Count, firstSeed + part.FirstSeed, part.Seeds);
    }

    /// <summary>All of a bundle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bundle.</exception>
    public BundlePart Whole(int bundle) => new(bundle, 0, Position(bundle).Seeds);

    /// <summary>The part that is one trial by itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trial.</exception>
    public BundlePart Alone(long trial) =>
        new(BundleOf(trial), Grid.PositionOf(trial).Seed % SeedsPerBundle, 1, trial);

    /// <summary>The estimated cost of a part, in the unit of <see cref="BundleCost"/>.</summary>
    public double CostOf(BundlePart part)
    {
        var (fraction, source, _, _) = Position(part.Bundle);
        return Costs.Of(_spec.Fractions[fraction].Value, _arms.Source(source), part.Seeds);
    }

    /// <summary>The index of the bundle that holds the trial at <paramref name="trial"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trial.</exception>
    public int BundleOf(long trial)
    {
        var (fraction, arm, _, seed) = Grid.PositionOf(trial);
        return (fraction * _arms.SourceCount + _arms.SourceOf(arm)) * _seedBlocks + seed / SeedsPerBundle;
    }

    /// <summary>How many bundles the plan of a spec would have, however many these are.</summary>
    internal static Int128 BundleCountOf(SweepSpec spec)
    {
        var arms = new ArmAxis(spec);
        return (Int128)spec.Fractions.Count * arms.SourceCount * SeedBlocks(spec);
    }

    private (int Fraction, int Source, int FirstSeed, int Seeds) Position(int bundle)
    {
        if ((uint)bundle >= (uint)BundleCount)
            throw new ArgumentOutOfRangeException(nameof(bundle), bundle, $"The plan has {BundleCount} bundles.");
        var (rest, block) = Math.DivRem(bundle, _seedBlocks);
        var (fraction, source) = Math.DivRem(rest, _arms.SourceCount);
        var firstSeed = block * SeedsPerBundle;
        return (fraction, source, firstSeed, Math.Min(SeedsPerBundle, _spec.Seeds.Count - firstSeed));
    }

    private static int SeedBlocks(SweepSpec spec) => (spec.Seeds.Count + SeedsPerBundle - 1) / SeedsPerBundle;
}
