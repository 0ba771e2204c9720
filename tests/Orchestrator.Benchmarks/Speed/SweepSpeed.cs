using Orchestrator.Benchmarks.Sweeps;

namespace Orchestrator.Benchmarks.Speed;

/// <summary>
/// titanic-boost from the start of <c>orchestrator run</c> to its end, and without the network, beside the reference
/// program with generators shared and with one trained in every cell. The reference does one seed of the five a round,
/// another each round: five rounds are the whole grid.
/// </summary>
internal static class SweepSpeed
{
    private const int Seeds = 5;
    private const int TrialsPerSeed = 441;
    private const int TrialsPerSeedWithoutNetwork = 378;

    /// <summary>Measures them.</summary>
    public static void Run(SpeedOptions options, SpeedReport report)
    {
        var reference = SweepReference.Find(options.Reference);
        var whole = (
            Shared: SpeedComparison.Of("titanic-boost, a trial; reference shares generators"),
            Naive: SpeedComparison.Of("titanic-boost, a trial; reference trains one in every cell"));
        var rest = (
            Shared: SpeedComparison.Of("without `mlp`, a trial; reference shares generators"),
            Naive: SpeedComparison.Of("without `mlp`, a trial; reference trains one in every cell"));
        var seeds = options.IsQuick ? 1 : Seeds;
        for (var round = 1; round <= options.Rounds; round++)
        {
            var (all, some) = Ours(seeds, options.Slots);
            SpeedReport.Progress($"  round {round}: ours {1 / all:0.0} trials/s, without mlp {1 / some:0.0}");
            Note(round, "--share", reference, options, (all, some), (whole.Shared, rest.Shared));
            if (round <= options.NaiveRounds)
                Note(round, "--naive", reference, options, (all, some), (whole.Naive, rest.Naive));
        }

        var goals = new (SpeedComparison Comparison, double Goal)[]
        {
            (whole.Shared, 20), (whole.Naive, 90), (rest.Shared, 10), (rest.Naive, 140),
        };
        foreach (var (comparison, goal) in goals.Where(goal => goal.Comparison.Ours.Count > 0))
            report.Compare(comparison, goal, seconds => SpeedReport.Text($"{1 / seconds:0.0} trials/s"));
    }

    /// <summary>The text of titanic-boost without its network.</summary>
    internal static string WithoutNetwork(string text)
    {
        var less = text.Replace(", mlp]", "]", StringComparison.Ordinal);
        return less != text ? less : throw new InvalidOperationException("The models of titanic-boost do not end with mlp.");
    }

    private static (double All, double WithoutNetwork) Ours(int seeds, int slots)
    {
        var text = ProductRun.TitanicBoost(seeds);
        using var all = ProductRun.Run(text, slots);
        using var some = ProductRun.Run(WithoutNetwork(text), slots);
        return (all.Seconds / (seeds * TrialsPerSeed), some.Seconds / (seeds * TrialsPerSeedWithoutNetwork));
    }

    private static void Note(
        int round, string mode, string? program, SpeedOptions options,
        (double All, double Some) ours, (SpeedComparison All, SpeedComparison Some) into)
    {
        var isNaive = mode == "--naive";
        string[] smaller = options.IsQuick ? ["--fractions", "0.3,1.0", "--boosts", "0,0.5"]
            : isNaive && options.NaiveFractions is { } fractions ? ["--fractions", fractions] : [];
        var other = program is null
            ? null
            : SweepReference.Run(program, mode, $"{(round - 1) % Seeds}", options.Slots, smaller);
        into.All.Add(ours.All, other?.Seconds / other?.Trials);
        into.Some.Add(ours.Some, other?.SecondsWithoutNetwork / other?.TrialsWithoutNetwork);
        if (other is not null)
        {
            var (all, some) = (other.Trials / other.Seconds, other.TrialsWithoutNetwork / other.SecondsWithoutNetwork);
            SpeedReport.Progress($"  round {round}: reference {mode} {all:0.00} trials/s, without nn {some:0.00}");
        }
    }
}
