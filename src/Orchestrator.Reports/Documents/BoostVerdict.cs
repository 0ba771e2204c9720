namespace Orchestrator.Reports.Documents;

/// <summary>What the comparison of a boosted configuration with its unboosted trials comes to.</summary>
public enum BoostVerdict
{
    /// <summary>Better by more than noise, and neither a control nor a broken baseline explains it.</summary>
    Helps,

    /// <summary>Better by more than noise, but a control gains as much: more rows did it, not the generator.</summary>
    HelpsLikeControl,

    /// <summary>Better by more than noise, but over a baseline that is broken.</summary>
    RepairsBrokenBaseline,

    /// <summary>
    /// Practically the same: the gain lies within the region of equivalence with probability 0.95 at least.
    /// </summary>
    Same,

    /// <summary>Worse by more than noise.</summary>
    Hurts,

    /// <summary>No evidence either way.</summary>
    NoEvidence,

    /// <summary>Too few pairs to say anything.</summary>
    TooFew,
}
