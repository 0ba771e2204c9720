using System.Globalization;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Costs;

/// <summary>The setting that says how long an algorithm goes on; its cost is a straight line over it.</summary>
internal static class Iterations
{
    private static readonly string[] Names = ["epochs", "max-epochs", "steps", "rounds", "trees"];

    /// <summary>How many there are; null where the algorithm has no such setting.</summary>
    public static int? Of(AlgorithmChoice choice) =>
        NameIn(choice) is { } name ? choice.Settings.Integer(name) : null;

    /// <summary>
    /// Whether a fit always goes through all of them: where training may stop early they tell nothing of its end.
    /// </summary>
    public static bool AreFixed(AlgorithmChoice choice) => NameIn(choice) is not (null or "max-epochs")
        && choice.Algorithm.Settings.All(setting => setting.Name is not ("patience" or "max-fail"));

    /// <summary>The same choice with other iterations.</summary>
    public static AlgorithmChoice With(AlgorithmChoice choice, int iterations) => NameIn(choice) is { } name
        ? choice with
        {
            Settings = choice.Settings.With(name, iterations.ToString(CultureInfo.InvariantCulture)),
        }
        : choice;

    private static string? NameIn(AlgorithmChoice choice) => Array.Find(
        Names, name => choice.Algorithm.Settings.Any(s => s.Name == name && s.Kind == SettingKind.Integer));
}
