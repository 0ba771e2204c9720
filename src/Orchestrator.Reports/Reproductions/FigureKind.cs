namespace Orchestrator.Reports.Reproductions;

/// <summary>What a figure draws.</summary>
public enum FigureKind
{
    /// <summary>A table: bars with intervals, and marks for the published numbers.</summary>
    Bars,

    /// <summary>A score along an axis of the sweep, with intervals.</summary>
    Lines,

    /// <summary>The evaluations of generator fits over the epochs.</summary>
    Evaluations,

    /// <summary>What a generator makes along its latent space, over the real points.</summary>
    LatentPath,
}
