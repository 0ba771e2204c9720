using System.Globalization;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// Markdown on the console, and in a file if one is named, row by row as results come; progress on the error stream.
/// </summary>
internal sealed class SpeedReport(string? file)
{
    private bool _compares;

    /// <summary>Begins a part with a heading.</summary>
    public void Part(string title)
    {
        _compares = false;
        Write("");
        Write($"## {title}");
        Write("");
    }

    /// <summary>Begins a table.</summary>
    public void Header(params string[] cells)
    {
        _compares = false;
        Row(cells);
        Write($"|{string.Concat(Enumerable.Repeat("---|", cells.Length))}");
    }

    /// <summary>A row.</summary>
    public void Row(params string[] cells) => Write($"| {string.Join(" | ", cells)} |");

    /// <summary>A row of a table of comparisons, whose header stands before the first.</summary>
    public void Compare(SpeedComparison comparison, double? goal, Func<double, string> format)
    {
        if (!_compares)
            Header("work", "ours", "reference", "ratio, median", "spread of the ratios", "rounds", "goal", "met");
        _compares = true;
        Row(comparison.Cells(goal, format));
    }

    /// <summary>A paragraph.</summary>
    public void Note(FormattableString text)
    {
        _compares = false;
        Write("");
        Write(text.ToString(CultureInfo.InvariantCulture));
        Write("");
    }

    /// <summary>Says on the error stream what is being done.</summary>
    public static void Progress(FormattableString text) =>
        Console.Error.WriteLine($"{TimeProvider.System.GetLocalNow():HH:mm:ss} {text.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Numbers as everywhere.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Write(string line)
    {
        Console.WriteLine(line);
        if (file is not null)
            File.AppendAllText(file, line + "\n");
    }
}
