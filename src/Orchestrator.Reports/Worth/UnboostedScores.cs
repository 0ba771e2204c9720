namespace Orchestrator.Reports.Worth;

/// <summary>The unboosted scores of one model, turned so that more is better.</summary>
/// <param name="Rows">Real training rows of each point, ascending, no two alike.</param>
/// <param name="Scores">
/// Of each point the score of each seed, in one order for all points; not a number where there is none.
/// </param>
internal sealed record UnboostedScores(IReadOnlyList<int> Rows, IReadOnlyList<double[]> Scores)
{
    /// <summary>Seeds, those without a score included.</summary>
    public int Seeds => Scores.Count == 0 ? 0 : Scores[0].Length;
}
