using System.Globalization;
using System.Text;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Parity;

/// <summary>
/// A data set as the reference prepares it before any split: numeric columns imputed by the median of the whole table,
/// the others one-hot by ordinal order of their levels (a missing value is all zeros), classes by ordinal order of
/// their names.
/// </summary>
internal sealed record GenericTable(Matrix Features, int[] Labels, int ClassCount)
{
    private static readonly HashSet<string> Missing =
        ["", "NA", "NaN", "nan", "N/A", "null", "NULL", "n/a", "#N/A", "<NA>"];

    private static readonly string[] TitanicColumns = ["sex", "embarked", "age", "pclass", "sibsp", "parch", "fare"];

    public static GenericTable Read(string name, string target, TextReader text)
    {
        var header = Fields(text.ReadLine()!);
        var rows = new List<string[]>();
        while (text.ReadLine() is { Length: > 0 } line)
            rows.Add(Fields(line));
        var labels = Column(header, rows, target);
        if (name == "wine_quality")
            labels = Array.ConvertAll(labels, v => Number(v) > 6 ? "1" : "0");
        var classes = labels.Distinct().Order(StringComparer.Ordinal).ToList();
        var used = name == "titanic" ? TitanicColumns : [.. header.Where(c => c != target)];
        var columns = used.SelectMany(c => Encode(Column(header, rows, c))).ToList();
        var features = new Matrix(rows.Count, columns.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            for (var j = 0; j < columns.Count; j++)
                features[i, j] = columns[j][i];
        }

        return new GenericTable(features, Array.ConvertAll(labels, classes.IndexOf), classes.Count);
    }

    private static string[] Column(string[] header, List<string[]> rows, string name)
    {
        var place = Array.IndexOf(header, name);
        return [.. rows.Select(r => r[place])];
    }

    private static IEnumerable<double[]> Encode(string[] values)
    {
        var present = values.Where(v => !Missing.Contains(v)).ToList();
        if (present.TrueForAll(v => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            var numbers = present.Select(Number).Order().ToList();
            var median = (numbers[(numbers.Count - 1) / 2] + numbers[numbers.Count / 2]) / 2;
            return [Array.ConvertAll(values, v => Missing.Contains(v) ? median : Number(v))];
        }

        return present.Distinct().Order(StringComparer.Ordinal)
            .Select(level => Array.ConvertAll(values, v => v == level ? 1.0 : 0.0));
    }

    /// <summary>The fields of a line; in quotes a comma is a comma and two quotes are one.</summary>
    private static string[] Fields(string line)
    {
        var fields = new List<StringBuilder> { new() };
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                fields[^1].Append(line[i++]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] == ',' && !quoted)
                fields.Add(new StringBuilder());
            else
                fields[^1].Append(line[i]);
        }

        return [.. fields.Select(f => f.ToString())];
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
