namespace Orchestrator.Reports.Formats;

/// <summary>Notes by number, each text once.</summary>
internal sealed class NoteList
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int> _numbers = [];

    /// <summary>The texts, the first is note 1.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The numbers of some notes: <c>1,3</c>.</summary>
    public string NumbersOf(IEnumerable<string> notes) =>
        string.Join(',', notes.Select(NumberOf).Distinct().Order());

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
