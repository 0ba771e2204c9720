namespace Orchestrator.Statistics.Tests.Ranks;

/// <summary>
/// The example of Demšar (2006), table 6: AUC of C4.5, C4.5+m, C4.5+cf and C4.5+m+cf on 14 data sets, with the ranks
/// that he prints. (Voting's last two are equal as printed, 0.975, but ranked 2 and 3 from more decimals.)
/// </summary>
internal static class DemsarExample
{
    public const int Blocks = 14;

    public static readonly double[][] Scores =
    [
        [0.763, 0.768, 0.771, 0.798], [0.599, 0.591, 0.590, 0.569], [0.954, 0.971, 0.968, 0.967],
        [0.628, 0.661, 0.654, 0.657], [0.882, 0.888, 0.886, 0.898], [0.936, 0.931, 0.916, 0.931],
        [0.661, 0.668, 0.609, 0.685], [0.583, 0.583, 0.563, 0.625], [0.775, 0.838, 0.866, 0.875],
        [1.000, 1.000, 1.000, 1.000], [0.940, 0.962, 0.965, 0.962], [0.619, 0.666, 0.614, 0.669],
        [0.972, 0.981, 0.975, 0.975], [0.957, 0.978, 0.946, 0.970],
    ];

    /// <summary>The mean ranks: 3.143, 2.000, 2.893, 1.964.</summary>
    public static readonly double[] MeanRanks = [44 / 14.0, 28 / 14.0, 40.5 / 14, 27.5 / 14];

    /// <summary>C4.5+m less C4.5, of table 2: rounded, since equal differences share a rank there.</summary>
    public static IReadOnlyList<double> Differences => [.. Scores.Select(s => Math.Round(s[1] - s[0], 3))];
}
