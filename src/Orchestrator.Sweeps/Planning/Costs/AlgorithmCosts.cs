namespace Orchestrator.Sweeps.Planning.Costs;

/// <summary>What one algorithm takes on one data set.</summary>
/// <param name="Algorithm">The algorithm, its version and settings, as <see cref="CostKey"/> names them.</param>
/// <param name="Data">The data set by its content, so rows, columns and classes too.</param>
/// <param name="Work">What was measured.</param>
/// <param name="Samples">Seconds of one fit at one or more sizes.</param>
public sealed record AlgorithmCosts(
    string Algorithm, string Data, CostedWork Work, IReadOnlyList<CostSample> Samples)
{
    /// <summary>What is less sure of it than of others: it was cut short, say; null: nothing.</summary>
    public string? Note { get; init; }
}
