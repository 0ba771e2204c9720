using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Grid;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// The canonical grid of a sweep, its keys and its bundles: a function of the definition alone, so that results and
/// grouping never depend on how many workers there are. Nothing is materialised; every member is index arithmetic.
/// </summary>
public sealed class SweepPlan
{
    /// <summary>The most seeds that one bundle holds: the replicas of one fused generator.</summary>
    public const int SeedsPerBundle = 16;

    private readonly IReadOnlyList<AlgorithmChoice?> _sources;
    private readonly int _seedBlocks;

    /// <summary>The plan of <paramref name="definition"/>.</summary>
    public SweepPlan(SweepDefinition definition)
    {
        Definition = definition;
        Grid = new TrialGrid(definition.Spec);
        Keys = new TrialKeys(definition);
        _sources = [.. Grid.Arms.Select(arm => arm.Generator).Distinct()];
        _seedBlocks = (definition.Spec.Seeds.Count + SeedsPerBundle - 1) / SeedsPerBundle;
    }

    /// <summary>What the plan follows from.</summary>
    public SweepDefinition Definition { get; }

    /// <summary>The canonical grid.</summary>
    public TrialGrid Grid { get; }

    /// <summary>The keys of trials and stages.</summary>
    public TrialKeys Keys { get; }

    /// <summary>How many bundles there are.</summary>
    public int BundleCount => checked(Definition.Spec.Fractions.Count * _sources.Count * _seedBlocks);

    /// <summary>How many generators are trained: one for each fraction, generator and seed.</summary>
    public long GeneratorTrainings =>
        (long)Definition.Spec.Fractions.Count * _sources.Count(s => s is not null) * Definition.Spec.Seeds.Count;

    /// <summary>How many a tool without sharing trains: one for each boosted trial.</summary>
    public long GeneratorTrainingsUnshared => (long)Definition.Spec.Fractions.Count
        * Grid.Arms.Count(arm => arm.Generator is not null) * Definition.Spec.Models.Count * Definition.Spec.Seeds.Count;

    /// <summary>The bundle at <paramref name="index"/>: fraction × generator × block of seeds, the block running fastest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bundle.</exception>
    public Bundle Bundle(int index)
    {
        if ((uint)index >= (uint)BundleCount)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The plan has {BundleCount} bundles.");
        var (rest, block) = Math.DivRem(index, _seedBlocks);
        var (fraction, source) = Math.DivRem(rest, _sources.Count);
        var firstSeed = block * SeedsPerBundle;
        var seeds = Definition.Spec.Seeds.Skip(firstSeed).Take(SeedsPerBundle).ToArray();
        var trials = new List<long>();
        for (var arm = 0; arm < Grid.Arms.Count; arm++)
        {
            if (!Equals(Grid.Arms[arm].Generator, _sources[source]))
                continue;
            for (var model = 0; model < Definition.Spec.Models.Count; model++)
            {
                for (var seed = 0; seed < seeds.Length; seed++)
                    trials.Add(Grid.IndexOf(fraction, arm, model, firstSeed + seed));
            }
        }

        return new Bundle(index, Definition.Spec.Fractions[fraction], _sources[source], seeds, trials);
    }
}
