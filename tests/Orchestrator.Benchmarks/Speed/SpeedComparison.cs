using Orchestrator.Benchmarks.Measuring;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>What the same work cost on both sides, in the same unit, round by round; less is better.</summary>
/// <param name="Work">What was done.</param>
/// <param name="Ours">The product.</param>
/// <param name="Theirs">The reference; shorter, or empty, where it did not take part in every round.</param>
internal sealed record SpeedComparison(string Work, List<double> Ours, List<double> Theirs)
{
    /// <summary>A comparison without a round yet.</summary>
    public static SpeedComparison Of(string work) => new(work, [], []);

    /// <summary>Notes a round.</summary>
    public void Add(double ours, double? theirs)
    {
        Ours.Add(ours);
        if (theirs is { } value)
            Theirs.Add(value);
    }

    /// <summary>Works by turns, ours first.</summary>
    public static SpeedComparison Run(string work, int rounds, Func<int, double> ours, Func<int, double>? theirs)
    {
        var comparison = Of(work);
        for (var round = 1; round <= rounds; round++)
            comparison.Add(ours(round), theirs?.Invoke(round));
        return comparison;
    }

    /// <summary>The row of the table: the ratio is the median of the rounds' ratios.</summary>
    public string[] Cells(double? goal, Func<double, string> format)
    {
        var aim = goal is { } least ? SpeedReport.Text($"≥ {least:0.##} ×") : "";
        var ours = format(Medians.Of(Ours));
        if (Theirs.Count == 0)
            return [Work, ours, "did not run", "", "", $"{Ours.Count}", aim, ""];
        var ratios = Ours.Zip(Theirs, (a, b) => b / a).ToList();
        var ratio = Medians.Of(ratios);
        return
        [
            Work, ours, format(Medians.Of(Theirs)), SpeedReport.Text($"**{ratio:0.0}**"),
            SpeedReport.Text($"{ratios.Min():0.0}–{ratios.Max():0.0}"), $"{ratios.Count}", aim,
            goal is null ? "" : ratio >= goal ? "yes" : "no",
        ];
    }
}
