namespace Orchestrator.Sweeps.Catalog;

/// <summary>A generator or a model that a spec can name. The trainer of the same name carries it out.</summary>
/// <param name="Name">The name in a spec, in kebab case.</param>
/// <param name="Version">Part of every key that depends on it: raised by any change that alters results.</param>
/// <param name="Description">What it is, in a line, with its source.</param>
/// <param name="Settings">Its settings in canonical order.</param>
public sealed record AlgorithmDescriptor(
    string Name, int Version, string Description, IReadOnlyList<SettingDescriptor> Settings)
{
    /// <summary>True when many replicas train as one batched network.</summary>
    public bool Fuses { get; init; }

    /// <summary>Whether a model can learn classes; of no meaning for a generator.</summary>
    public bool Classifies { get; init; } = true;

    /// <summary>Whether a model can learn a numeric target; of no meaning for a generator.</summary>
    public bool Regresses { get; init; }

    /// <summary>The choice of this algorithm with every setting at its default.</summary>
    public AlgorithmChoice WithDefaults() => new(this, SettingValues.Defaults(this));
}
