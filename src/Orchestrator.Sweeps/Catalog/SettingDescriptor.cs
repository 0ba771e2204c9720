namespace Orchestrator.Sweeps.Catalog;

/// <summary>One hyperparameter of an algorithm: what a spec may write and what holds when it writes nothing.</summary>
/// <param name="Name">The name in a spec, in kebab case.</param>
/// <param name="Kind">The type of its value.</param>
/// <param name="Default">The canonical text of the default: see <see cref="SettingValues"/>.</param>
/// <param name="Description">What it does, its unit and its source, in a line.</param>
public sealed record SettingDescriptor(string Name, SettingKind Kind, string Default, string Description)
{
    /// <summary>The smallest number allowed (inclusive), for numbers and lists of them.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>The largest number allowed (inclusive), for numbers and lists of them.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>The words allowed, for a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>
    /// Whether the algorithm had been released without it: at its default it then stays out of keys, so that results
    /// stored before it existed are still found.
    /// </summary>
    public bool Later { get; init; }
}
