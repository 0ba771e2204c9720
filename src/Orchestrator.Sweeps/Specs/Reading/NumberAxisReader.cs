using System.Text.RegularExpressions;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>Reads an axis of numbers: a number, a range, or a list of both.</summary>
internal sealed partial class NumberAxisReader
{
    private readonly NumberAxis _axis;
    private readonly ProblemList _problems;
    private readonly Dictionary<double, (string Path, int Line)> _seen = [];
    private readonly List<double> _values = [];
    private bool _full;

    private NumberAxisReader(NumberAxis axis, ProblemList problems)
    {
        _axis = axis;
        _problems = problems;
    }

    /// <summary>The values in the order of the file; empty, with problems, where there is anything wrong.</summary>
    public static IReadOnlyList<double> Read(SpecNode node, NumberAxis axis, ProblemList problems)
    {
        var before = problems.Count;
        var reader = new NumberAxisReader(axis, problems);
        if (node is SpecList { Items.Count: 0 })
            problems.Add(node, axis.Field, "has no values", $"an axis has at least one; {axis.Allowed}");
        else if (node is SpecList list)
            for (var i = 0; i < list.Items.Count && !reader._full; i++)
                reader.Entry(list.Items[i], $"{axis.Field}[{i}]");
        else
            reader.Entry(node, axis.Field);
        return problems.Count == before ? reader._values : [];
    }

    /// <summary>Whether a piece is a range rather than a single number.</summary>
    public static bool IsRange(SpecNode node) =>
        node is SpecScalar { Plain: true } scalar && scalar.Text.Contains("..", StringComparison.Ordinal);

    private void Entry(SpecNode node, string path)
    {
        if (node is not SpecScalar scalar || scalar.IsNull)
            _problems.Add(node, path, "is not a number", $"{_axis.Allowed}; a range is written {_axis.Range}");
        else if (!scalar.Plain)
            _problems.Add(node, path, "is text", $"{_axis.Allowed}; write it without quotes");
        else if (IsRange(scalar))
            Range(scalar, path);
        else if (Number(scalar, path, scalar.Text) is { } value)
            Take(scalar, path, value);
    }

    private decimal? Number(SpecScalar at, string path, string text)
    {
        var shown = text == at.Text ? ProblemList.Show(at) : $"{text} (in {at.Text})";
        if (!NumberText.TryParse(text, out var value))
            _problems.AddValue(
                at, path, shown, "is not a number", $"{_axis.Allowed}; a range is written {_axis.Range}");
        else if (!_axis.Accepts(value))
            _problems.AddValue(at, path, shown, "is not allowed", _axis.Allowed);
        else if (_axis.Whole && value != decimal.Truncate(value))
            _problems.AddValue(at, path, shown, "is not a whole number", _axis.Allowed);
        else
            return value;
        return null;
    }

    private void Range(SpecScalar at, string path)
    {
        var match = RangeForm().Match(at.Text);
        if (!match.Success)
        {
            _problems.Add(at, path, "is not a range", $"a range is written {_axis.Range}");
            return;
        }

        var first = Number(at, path, match.Groups["first"].Value);
        var last = Number(at, path, match.Groups["last"].Value);
        var step = Step(at, path, match.Groups["step"], first, last);
        if (first is null || last is null || step is null)
            return;
        if (first > last)
            _problems.Add(at, path, "runs backwards", "a range runs from the smaller number to the larger");
        else if ((double)(last.Value - first.Value) / (double)step.Value >= NumberAxis.MostValues)
            TooMany(at, path);
        else
            TakeRange(at, path, first.Value, last.Value, step.Value);
    }

    private void TakeRange(SpecScalar at, string path, decimal first, decimal last, decimal step)
    {
        for (var i = 0; first + i * step is var value && value <= last; i++)
        {
            if (!Take(at, path, value))
                return;
        }
    }

    private decimal? Step(SpecScalar at, string path, Group group, decimal? first, decimal? last)
    {
        if (!group.Success)
        {
            if (first is null || last is null)
                return null;
            if (first == decimal.Truncate(first.Value) && last == decimal.Truncate(last.Value))
                return 1;
            _problems.Add(at, path, "has no step", $"a range is written {_axis.Range}");
            return null;
        }

        var shown = $"{group.Value} (in {at.Text})";
        if (!NumberText.TryParse(group.Value, out var step) || step <= 0)
            _problems.AddValue(at, path, shown, "is not a step", "a step is a number greater than 0");
        else if (_axis.Whole && step != decimal.Truncate(step))
            _problems.AddValue(at, path, shown, "is not a whole number", $"{_axis.Allowed}, and so is a step");
        else
            return step;
        return null;
    }

    // False once nothing more is to be taken from this entry.
    private bool Take(SpecScalar at, string path, decimal number)
    {
        var value = NumberText.ToDouble(number);
        if (_values.Count == NumberAxis.MostValues)
            return TooMany(at, path);
        if (_seen.TryAdd(value, (path, at.Line)))
        {
            _values.Add(value);
            return true;
        }

        var (firstPath, line) = _seen[value];
        var shown = IsRange(at) ? $"{NumberText.Show(number)} (in {at.Text})" : ProblemList.Show(at);
        _problems.AddValue(at, path, shown, "appears twice", $"it is {firstPath} in line {line} already");
        return false;
    }

    private bool TooMany(SpecScalar at, string path)
    {
        _full = true;
        _problems.Add(at, path, "makes too many values", $"an axis has at most {NumberAxis.MostValues:N0}");
        return false;
    }

    [GeneratedRegex(@"^(?<first>\S+?)\s*\.\.\s*(?<last>\S+?)(\s+step\s+(?<step>\S+))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex RangeForm();
}
