namespace Orchestrator.Reports.Reproductions;

/// <summary>
/// A published experiment: the built-in sweeps that repeat it, what was published of it, and what was claimed.
/// </summary>
public sealed record Experiment
{
    /// <summary>Its name, as the command line takes it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is about, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>Where it was published.</summary>
    public required string Source { get; init; }

    /// <summary>The built-in sweeps that repeat it; each comes in a full and a quick size.</summary>
    public required IReadOnlyList<string> Sweeps { get; init; }

    /// <summary>Where ours differs from what was published, a line each; shown with every report.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Reasons that were found for what does not come out, by the names that tables and claims use.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; init; } = new Dictionary<string, string>();

    /// <summary>The published numbers.</summary>
    public IReadOnlyList<PublishedTable> Tables { get; init; } = [];

    /// <summary>What was concluded, in a form that can be tested on results.</summary>
    public IReadOnlyList<PublishedClaim> Claims { get; init; } = [];

    /// <summary>The figures that are drawn of our results.</summary>
    public IReadOnlyList<FigureRequest> Figures { get; init; } = [];
}
