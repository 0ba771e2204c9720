namespace Orchestrator.Reports.Reproductions;

/// <summary>What became of a published number or claim.</summary>
public enum Verdict
{
    /// <summary>It came out again.</summary>
    Reproduced,

    /// <summary>It did not.</summary>
    NotReproduced,

    /// <summary>The paper, or the number of runs, does not say enough to tell.</summary>
    NotDecidable,
}
