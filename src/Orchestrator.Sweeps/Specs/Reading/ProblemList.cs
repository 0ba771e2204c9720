namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Collects the problems of one spec file.</summary>
internal sealed class ProblemList(string fileName)
{
    private const int LongestValue = 60;

    private readonly List<SpecProblem> _problems = [];
    private readonly List<SpecProblem> _warnings = [];
    private readonly Dictionary<string, (int Line, int Column)> _places = [];

    public int Count => _problems.Count;

    /// <summary>The problems by their place in the file; those of one place in the order they were found.</summary>
    public IReadOnlyList<SpecProblem> InFileOrder => Ordered(_problems);

    /// <summary>What is allowed, and yet hardly meant, in the same order.</summary>
    public IReadOnlyList<SpecProblem> WarningsInFileOrder => Ordered(_warnings);

    /// <summary>Where the fields stand that were read.</summary>
    public IReadOnlyDictionary<string, (int Line, int Column)> Places => _places;

    /// <summary>Notes where a field stands.</summary>
    public void Place(string field, SpecNode at) => _places.TryAdd(OneLine(field), (at.Line, at.Column));

    public void Add(SpecNode at, string field, string fault, string allowed, string? nearest = null) =>
        AddAt(at.Line, at.Column, field, Show(at), fault, allowed, nearest);

    /// <summary>
    /// A problem with something other than the whole piece; the value is null where nothing is to be shown.
    /// </summary>
    public void AddValue(SpecNode at, string field, string? value, string fault, string allowed) =>
        AddAt(at.Line, at.Column, field, value, fault, allowed);

    /// <summary>Where a field stands that was read; null where it is not written.</summary>
    public SpecNode? PlaceOf(string field) =>
        _places.TryGetValue(OneLine(field), out var place)
            ? new SpecScalar(place.Line, place.Column, "", Plain: true)
            : null;

    /// <summary>Something that is allowed, and yet hardly meant: what it is, and what comes of it.</summary>
    public void Warn(SpecNode at, string field, string? value, string what, string consequence) =>
        _warnings.Add(new SpecProblem(fileName, at.Line, at.Column, OneLine(field), value, OneLine(what), consequence));

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

    private static SpecProblem[] Ordered(List<SpecProblem> found) =>
        [.. found.OrderBy(p => p.Line).ThenBy(p => p.Column)];

    private static string Shorten(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    private static string OneLine(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()))
            : text;
}
