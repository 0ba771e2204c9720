using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Answers;

/// <summary>The first trials, and how many more there are.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class TrialList(int most)
{
    private readonly List<ReportedTrial> _kept = [];

    /// <summary>Those that were kept.</summary>
    public IReadOnlyList<ReportedTrial> Kept => _kept;

    /// <summary>Those that were not.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Keeps a trial, or counts it.</summary>
    public void Add(Func<ReportedTrial> trial)
    {
        if (_kept.Count < most)
            _kept.Add(trial());
        else
            LeftOut++;
    }
}
