namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Collects the problems of one spec file.</summary>
internal sealed class ProblemList(string fileName)
{
    private const int LongestValue = 60;

    private readonly List<SpecProblem> _problems = [];

    public int Count => _problems.Count;

    /// <summary>The problems by their place in the file; those of one place in the order they were found.</summary>
    public IReadOnlyList<SpecProblem> InFileOrder => [.. _problems.OrderBy(p => p.Line).ThenBy(p => p.Column)];

    public void Add(SpecNode at, string field, string fault, string allowed, string? nearest = null) =>
        AddAt(at.Line, at.Column, field, Show(at), fault, allowed, nearest);

    /// <summary>
    /// A problem with something other than the whole piece; the value is null where nothing is to be shown.
    /// </summary>
    public void AddValue(SpecNode at, string field, string? value, string fault, string allowed) =>
        AddAt(at.Line, at.Column, field, value, fault, allowed);

    public void AddAt(
        int line, int column, string field, string? value, string fault, string allowed, string? nearest = null) =>
        _problems.Add(new SpecProblem(fileName, line, column, OneLine(field), value, OneLine(fault), allowed)
        {
            Nearest = nearest,
        });

    /// <summary>A value as a message shows it: numbers bare, words in quotes, on one line and not too long.</summary>
    public static string Show(SpecNode node) => node switch
    {
        SpecScalar { IsNull: true } => "nothing",
        SpecScalar { Plain: true } scalar when scalar.Text[0] is (>= '0' and <= '9') or '-' or '+' or '.' =>
            Shorten(OneLine(scalar.Text)),
        SpecScalar scalar => $"'{Shorten(OneLine(scalar.Text))}'",
        SpecList { Items.Count: 0 } => "an empty list",
        SpecList => "a list",
        _ => "a mapping",
    };

    private static string Shorten(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    private static string OneLine(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()))
            : text;
}
