namespace Orchestrator.Reports.Reproductions;

/// <summary>What became of a claim.</summary>
/// <param name="Text">The claim in words.</param>
/// <param name="Verdict">Whether it holds of our results.</param>
/// <param name="Evidence">The numbers that decided.</param>
/// <param name="Why">The reason that was found where it does not hold; may be empty.</param>
public sealed record ClaimOutcome(string Text, Verdict Verdict, string Evidence, string Why);
