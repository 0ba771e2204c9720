using System.Globalization;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tests.Html;

/// <summary>Columns of numbers and of levels with their shares in real and generated rows.</summary>
internal static class SampleColumns
{
    private static readonly string[] Numbers = ["age", "fare", "parch", "sibsp", "cabin_number", "ticket_length"];
    private static readonly (string Name, string[] Levels)[] Nominal =
    [
        ("sex", ["female", "male"]), ("embarked", ["Cherbourg", "Queenstown", "Southampton"]), ("pclass", ["1", "2", "3"]),
        ("deck", ["A", "B", "C", "D", "E", "F", "G", "unknown"]), ("title", ["Mr", "Mrs", "Miss", "Master", "other"]),
        ("port_office", ["north", "south"]), ("meal", ["yes", "no"]), ("target", ["0", "1"]),
    ];

    public static IEnumerable<ColumnFidelity> Of(Random random, double off)
    {
        foreach (var name in Numbers)
        {
            var edges = Enumerable.Range(1, 20).Select(i => (i * 4.0).ToString("0.##", CultureInfo.InvariantCulture));
            yield return Column(random, name, true, [.. edges], off);
        }
        foreach (var (name, levels) in Nominal)
        {
            yield return Column(random, name, false, levels, off);
        }
    }

    private static ColumnFidelity Column(Random random, string name, bool isNumeric, string[] bins, double off)
    {
        var middle = bins.Length * (0.2 + (0.5 * random.NextDouble()));
        var real = Shares([.. bins.Select((_, i) => Math.Exp(-Math.Pow((i - middle) / (0.25 * bins.Length + 0.5), 2)) + 0.02)]);
        var generated = Shares([.. real.Select(share => share * (1 + (6 * off * (random.NextDouble() - 0.5))) + (off * 0.05))]);
        return new ColumnFidelity(
            name, isNumeric, real.Zip(generated, (a, b) => Math.Abs(a - b)).Sum() / 2, bins, real, generated);
    }

    private static double[] Shares(double[] weights)
    {
        var sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }
}
