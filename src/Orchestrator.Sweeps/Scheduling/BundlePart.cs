namespace Orchestrator.Sweeps.Scheduling;

/// <summary>
/// What of a bundle is handed out together: a run of its seeds (all of them, as a rule), or one trial by itself.
/// </summary>
/// <param name="Bundle">The bundle's index in the plan.</param>
/// <param name="FirstSeed">The first of the seeds, counted from 0 within the bundle.</param>
/// <param name="Seeds">How many seeds, from 1.</param>
/// <param name="Trial">The trial that is kept apart from the others; -1: all that is pending of the seeds.</param>
public readonly record struct BundlePart(int Bundle, int FirstSeed, int Seeds, long Trial = -1)
    : IComparable<BundlePart>
{
    /// <summary>Whether this is one trial, kept apart.</summary>
    public bool IsAlone => Trial >= 0;

    /// <summary>
    /// Whether it can be halved: never below a seed, so that no generator is trained in two places.
    /// </summary>
    public bool CanSplit => !IsAlone && Seeds > 1;

    /// <summary>The two halves by seeds, the larger one first.</summary>
    /// <exception cref="InvalidOperationException">It cannot be split.</exception>
    public (BundlePart First, BundlePart Second) Split()
    {
        if (!CanSplit)
            throw new InvalidOperationException("A part of one seed or one trial cannot be split.");
        var half = (Seeds + 1) / 2;
        return (this with { Seeds = half }, this with { FirstSeed = FirstSeed + half, Seeds = Seeds - half });
    }

    /// <summary>By bundle, then seed, then trial.</summary>
    public int CompareTo(BundlePart other) =>
        Bundle != other.Bundle ? Bundle.CompareTo(other.Bundle)
        : FirstSeed != other.FirstSeed ? FirstSeed.CompareTo(other.FirstSeed)
        : Seeds != other.Seeds ? Seeds.CompareTo(other.Seeds)
        : Trial.CompareTo(other.Trial);
}
