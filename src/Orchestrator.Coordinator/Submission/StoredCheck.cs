using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// Goes through the trials that the journal holds for done, a page at a time, so that the store can be asked for them.
/// </summary>
internal sealed class StoredCheck
{
    private const int TrialsPerPage = 10_000;

    private readonly IEnumerator<long> _trials;
    private List<long> _page;

    public StoredCheck(IReadOnlyList<TrialRange> completed)
    {
        _trials = TrialRange.Indices(completed).GetEnumerator();
        _page = Read();
    }

    /// <summary>True once every page has been checked.</summary>
    public bool IsDone => _page.Count == 0;

    /// <summary>The page to be asked for: the same one until it is <see cref="Checked"/>.</summary>
    public IReadOnlyList<long> NextPage() => _page;

    /// <summary>The page is done with.</summary>
    public void Checked() => _page = Read();

    private List<long> Read()
    {
        var page = new List<long>();
        while (page.Count < TrialsPerPage && _trials.MoveNext())
            page.Add(_trials.Current);
        return page;
    }
}
