namespace Orchestrator.Coordinator.Placement;

/// <summary>Says why a sweep waits although workers are attached.</summary>
internal static class BlockedSweep
{
    private const int MostNamed = 3;

    /// <summary>
    /// Why none of the attached workers can run it, in one line: all of them refuse it, but for those whose slots do
    /// not suffice. Null where one can, where nothing of it waits, or where none is attached.
    /// </summary>
    public static string? ReasonOf(WaitingSweep sweep, IReadOnlyCollection<OpenSession> sessions)
    {
        if (sweep.Count == 0 || sweep.Running > 0)
            return null;
        var refusals = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var session in sessions)
        {
            if (session.RefusalOf(sweep.Claim.SweepId) is { } refusal)
                refusals.Add(session.Worker, refusal);
            else if (session.Suffices(sweep.Claim.Needs))
                return null;
        }

        if (refusals.Count == 0)
            return null;
        var named = string.Join("; ", refusals.Take(MostNamed).Select(refusal => $"{refusal.Key}: {refusal.Value}"));
        var more = refusals.Count > MostNamed ? $"; and {refusals.Count - MostNamed} more" : "";
        return $"no attached worker can run it: {named}{more}";
    }
}
