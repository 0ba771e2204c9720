namespace Orchestrator.Sweeps.Search;

/// <summary>
/// The rungs of successive halving: on each, the share eta⁻¹ of the candidates goes on to eta times the resource.
/// There is one bracket, that of minimum early-stopping rate 0 (Li et al. 2020, algorithm 2): every candidate begins on
/// the lowest rung, and the highest has the full resource.
/// </summary>
/// <param name="Eta">The factor between rungs, from 2.</param>
/// <param name="Count">How many rungs there are, from 1.</param>
public sealed record HalvingRungs(int Eta, int Count)
{
    /// <summary>
    /// As many rungs as let one of <paramref name="candidates"/> reach the highest, and no more than leave the lowest
    /// at least <paramref name="leastShare"/> of the full resource.
    /// </summary>
    public static HalvingRungs For(int candidates, int eta, double leastShare)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(eta, 2);
        var count = 1;
        for (long power = eta; power <= candidates && 1.0 / power >= leastShare * (1 - 1e-9); power *= eta)
            count++;
        return new HalvingRungs(eta, count);
    }

    /// <summary>The share of the full resource on a rung, from 0: 1 on the highest.</summary>
    public double ShareOn(int rung) => 1 / Math.Pow(Eta, Count - 1 - rung);

    /// <summary>How many proposals come of so many candidates when none is promoted too early.</summary>
    public int ProposalsOf(int candidates)
    {
        var proposals = 0;
        for (var (rung, left) = (0, candidates); rung < Count; rung++, left /= Eta)
            proposals += left;
        return proposals;
    }
}
