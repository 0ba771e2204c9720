using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Reports.Comparisons;

/// <summary>What the entries of a generator or model axis are called in a report.</summary>
public static class ChoiceNames
{
    /// <summary>
    /// The names, in the order given: that of the algorithm, and behind it the settings that tell it from others of the
    /// same algorithm: "wgan-gp", or "wgan-gp (epochs=100)" beside "wgan-gp (epochs=10)".
    /// </summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<AlgorithmChoice> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var like = choices.ToLookup(c => c.Algorithm.Name);
        return [.. choices.Select(choice => Name(choice, [.. like[choice.Algorithm.Name]]))];
    }

    private static string Name(AlgorithmChoice choice, IReadOnlyList<AlgorithmChoice> like)
    {
        var telling = choice.Settings.Canonical.Where(s => like.Any(other => other.Settings.Text(s.Key) != s.Value))
            .Select(s => $"{s.Key}={s.Value}").ToList();
        return telling.Count == 0 ? choice.Algorithm.Name : $"{choice.Algorithm.Name} ({string.Join(", ", telling)})";
    }
}
