using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Formats;

/// <summary>Notes by number, each text once; those that all comparisons share have none.</summary>
/// <param name="common">What all comparisons share.</param>
internal sealed class NoteList(IReadOnlyCollection<string> common)
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>What all comparisons share.</summary>
    public IReadOnlyCollection<string> Common => common;

    /// <summary>The notes that two comparisons and more share, all of them.</summary>
    public static NoteList Of(IReadOnlyList<BoostComparison> comparisons) => new(comparisons.Count < 2 ? []
        : [.. comparisons[0].Notes.Where(note => comparisons.All(comparison => comparison.Notes.Contains(note)))]);

    /// <summary>The texts, the first is note 1.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The numbers of some notes: <c>1,3</c>.</summary>
    public string NumbersOf(IEnumerable<string> notes) =>
        string.Join(',', notes.Where(note => !common.Contains(note)).Select(NumberOf).Distinct().Order());

    private int NumberOf(string note)
    {
        if (!_numbers.TryGetValue(note, out var number))
        {
            _texts.Add(note);
            _numbers[note] = number = _texts.Count;
        }

        return number;
    }
}
