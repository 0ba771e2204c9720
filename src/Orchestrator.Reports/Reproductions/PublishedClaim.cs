namespace Orchestrator.Reports.Reproductions;

/// <summary>A conclusion of a publication, in a form that can be tested on results.</summary>
public sealed record PublishedClaim
{
    /// <summary>The claim in words.</summary>
    public required string Text { get; init; }

    /// <summary>How it is tested.</summary>
    public required ClaimKind Kind { get; init; }

    /// <summary>The score it is about; for <see cref="ClaimKind.Repeated"/> nothing.</summary>
    public string Metric { get; init; } = "";

    /// <summary>What all of its selectors select.</summary>
    public TrialSelector Where { get; init; } = new();

    /// <summary>The one side of a comparison, or the places along which a score rises or falls.</summary>
    public IReadOnlyList<TrialSelector> Left { get; init; } = [];

    /// <summary>The other side of a comparison.</summary>
    public IReadOnlyList<TrialSelector> Right { get; init; } = [];

    /// <summary>The value of <see cref="ClaimKind.Near"/>.</summary>
    public double Value { get; init; }

    /// <summary>How far from the value is still near.</summary>
    public double Tolerance { get; init; }

    /// <summary>The name of the reason that was found, should the claim not hold; empty: none.</summary>
    public string Reason { get; init; } = "";
}
