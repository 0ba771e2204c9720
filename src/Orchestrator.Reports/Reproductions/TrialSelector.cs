using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Reproductions;

/// <summary>Which trials, or generator fits, a published number is about. What is not given is not asked.</summary>
public sealed record TrialSelector
{
    /// <summary>The built-in sweep, as the experiment names it (without the size).</summary>
    public string? Sweep { get; init; }

    /// <summary>The share of the training rows.</summary>
    public double? Fraction { get; init; }

    /// <summary>Synthetic rows ÷ real rows.</summary>
    public double? Boost { get; init; }

    /// <summary>Whether the synthetic rows take the place of the real ones.</summary>
    public bool? Replace { get; init; }

    /// <summary>The generator's name.</summary>
    public string? Generator { get; init; }

    /// <summary>Settings of the generator, in canonical text.</summary>
    public IReadOnlyDictionary<string, string>? GeneratorSettings { get; init; }

    /// <summary>The model's name.</summary>
    public string? Model { get; init; }

    /// <summary>Settings of the model, in canonical text.</summary>
    public IReadOnlyDictionary<string, string>? ModelSettings { get; init; }

    /// <summary>The epoch of the evaluation; null: the last one.</summary>
    public int? Epoch { get; init; }

    /// <summary>Both together: what <paramref name="other"/> gives goes before this.</summary>
    public TrialSelector With(TrialSelector other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new TrialSelector
        {
            Sweep = other.Sweep ?? Sweep,
            Fraction = other.Fraction ?? Fraction,
            Boost = other.Boost ?? Boost,
            Replace = other.Replace ?? Replace,
            Generator = other.Generator ?? Generator,
            GeneratorSettings = Both(GeneratorSettings, other.GeneratorSettings),
            Model = other.Model ?? Model,
            ModelSettings = Both(ModelSettings, other.ModelSettings),
            Epoch = other.Epoch ?? Epoch,
        };
    }

    /// <summary>Whether a trial of the sweep is selected.</summary>
    internal bool Selects(Trial trial) =>
        Selects(trial.Fraction) && (Boost is null || Same(Boost.Value, trial.Boost.Value))
        && (Replace is null || Replace == trial.Boost.Replaces)
        && SelectsGenerator(trial.Generator)
        && (Model is null || trial.Model.Algorithm.Name == Model) && Has(trial.Model, ModelSettings);

    /// <summary>Whether a fit of a generator on a share of the rows is selected.</summary>
    internal bool Selects(Fraction fraction, AlgorithmChoice generator) =>
        Selects(fraction) && SelectsGenerator(generator);

    private bool Selects(Fraction fraction) => Fraction is null || Same(Fraction.Value, fraction.Value);

    private bool SelectsGenerator(AlgorithmChoice? generator) =>
        (Generator is null || generator?.Algorithm.Name == Generator) && Has(generator, GeneratorSettings);

    private static bool Has(AlgorithmChoice? choice, IReadOnlyDictionary<string, string>? settings) =>
        settings is null || (choice is not null && settings.All(asked =>
            choice.Settings.Canonical.Any(s => s.Key == asked.Key && s.Value == asked.Value)));

    private static bool Same(double a, double b) => Math.Abs(a - b) < 1e-9;

    private static IReadOnlyDictionary<string, string>? Both(
        IReadOnlyDictionary<string, string>? one, IReadOnlyDictionary<string, string>? other)
    {
        if (one is null || other is null)
            return one ?? other;
        var both = new Dictionary<string, string>(one);
        foreach (var (name, value) in other)
            both[name] = value;
        return both;
    }
}
