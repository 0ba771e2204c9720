using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Specs;

/// <summary>A sweep as the researcher wrote it, read and found right. Axes keep the order of the file.</summary>
public sealed record SweepSpec
{
    /// <summary>The sweep's name: letters, digits, '-', '_' and '.'.</summary>
    public required string Name { get; init; }

    /// <summary>The data set.</summary>
    public required DatasetReference Dataset { get; init; }

    /// <summary>The data fractions; not empty, no duplicates.</summary>
    public required IReadOnlyList<Fraction> Fractions { get; init; }

    /// <summary>The boost factors; not empty, no duplicates.</summary>
    public required IReadOnlyList<BoostFactor> Boosts { get; init; }

    /// <summary>The generators; empty only where every boost is 0.</summary>
    public required IReadOnlyList<AlgorithmChoice> Generators { get; init; }

    /// <summary>The models; not empty, no duplicates.</summary>
    public required IReadOnlyList<AlgorithmChoice> Models { get; init; }

    /// <summary>The seeds; not empty, no duplicates.</summary>
    public required IReadOnlyList<Seed> Seeds { get; init; }

    /// <summary>The split into training and test rows.</summary>
    public SplitSpec Split { get; init; } = SplitSpec.Default;

    /// <summary>The score that tables show first; every score is stored.</summary>
    public string Metric { get; init; } = "accuracy";

    /// <summary>How many times a trial is started before it counts as failed, from 1.</summary>
    public int Attempts { get; init; } = 2;

    /// <summary>What a slot must have to run it; no part of the sweep's identity.</summary>
    public SweepNeeds Needs { get; init; } = SweepNeeds.Nothing;

    /// <summary>
    /// The search across trials that the axes are the field of; null: the sweep is its grid. A sweep with one is not
    /// run itself: its rounds are.
    /// </summary>
    public SweepSearch? Search { get; init; }

    /// <summary>What is kept of each subset for a search to compare by; null outside of a search's rounds.</summary>
    public ValidationSpec? Validation { get; init; }
}
