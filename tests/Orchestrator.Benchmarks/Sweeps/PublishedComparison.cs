using System.Globalization;
using System.Text.Json;

namespace Orchestrator.Benchmarks.Sweeps;

/// <summary>
/// Our mean accuracy of titanic-boost by fraction × boost × model, with the published figure behind it in brackets
/// where there is one (one run each, on another split of the same passengers, scalers fitted a second time on the test
/// part). Arguments: the file that <c>orchestrator results titanic-boost --format json</c> wrote.
/// </summary>
public static class PublishedComparison
{
    private const string Resource = "Orchestrator.Benchmarks.Sweeps.published-titanic.csv";

    private static readonly string[] Models =
        ["logreg", "svc", "random-forest", "decision-tree", "knn", "gaussian-nb", "mlp"];

    private static readonly double[] Boosts = [0, 0.2, 0.3, 0.5, 2];

    public static int Run(string[] args)
    {
        var ours = Read(args[0]);
        var published = Published();
        foreach (var model in Models)
        {
            Console.WriteLine($"### {model}\n");
            Console.WriteLine("| fraction | generator | boost 0 | 0.2 | 0.3 | 0.5 | 2 |");
            Console.WriteLine("|---|---|---|---|---|---|---|");
            var rows = ours.Keys.Where(cell => cell.Model == model && cell.Generator.Length > 0)
                .Select(cell => (cell.Fraction, cell.Generator)).Distinct()
                .OrderBy(row => row.Fraction).ThenBy(row => row.Generator, StringComparer.Ordinal);
            foreach (var (fraction, generator) in rows)
            {
                var cells = Boosts.Select(boost => new Cell(fraction, boost, boost == 0 ? "" : generator, model))
                    .Select(cell => Text(cell, ours, published));
                Console.WriteLine(Invariant($"| {fraction} | {generator} | {string.Join(" | ", cells)} |"));
            }

            Console.WriteLine();
        }

        return 0;
    }

    private static string Text(Cell cell, Dictionary<Cell, double> ours, Dictionary<Cell, double> published)
    {
        var mean = ours.TryGetValue(cell, out var value) ? Invariant($"{value:0.0000}") : "–";
        return published.TryGetValue(cell, out var figure) ? Invariant($"{mean} ({figure:0.0000})") : mean;
    }

    private static Dictionary<Cell, double> Read(string file)
    {
        using var results = JsonDocument.Parse(File.ReadAllText(file));
        return results.RootElement.EnumerateArray()
            .GroupBy(trial => new Cell(
                trial.GetProperty("fraction").GetDouble(), trial.GetProperty("boost").GetDouble(),
                trial.GetProperty("generator").GetString() ?? "", trial.GetProperty("model").GetString()!))
            .ToDictionary(cell => cell.Key, cell => cell.Average(trial => trial.GetProperty("accuracy").GetDouble()));
    }

    private static Dictionary<Cell, double> Published()
    {
        using var reader = new StreamReader(typeof(PublishedComparison).Assembly.GetManifestResourceStream(Resource)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(f => new Cell(Number(f[0]), Number(f[1]), f[2], f[3]), f => Number(f[4]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Cell(double Fraction, double Boost, string Generator, string Model);
}
