using System.Globalization;

namespace Orchestrator.Training.Datasets.Csv;

/// <summary>
/// The order of levels and classes: by the number they begin with where all do, otherwise by character code.
/// </summary>
internal static class LevelOrder
{
    public static string[] Sort(IEnumerable<string> levels)
    {
        var distinct = levels.Distinct(StringComparer.Ordinal).ToArray();
        var numbers = Array.ConvertAll(distinct, LeadingNumber);
        return numbers.All(number => number is not null)
            ? [.. distinct.Zip(numbers).OrderBy(pair => pair.Second).ThenBy(pair => pair.First, StringComparer.Ordinal)
                .Select(pair => pair.First)]
            : [.. distinct.Order(StringComparer.Ordinal)];
    }

    // "10-14" begins with 10, "-2.5" with -2.5, "a1" with none.
    private static double? LeadingNumber(string level)
    {
        var length = level.StartsWith('-') ? 1 : 0;
        while (length < level.Length && (char.IsAsciiDigit(level[length]) || level[length] == '.'))
            length++;
        var digits = level.AsSpan(0, length);
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
