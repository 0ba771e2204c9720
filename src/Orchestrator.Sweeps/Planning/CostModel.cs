using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// What the parts of a sweep cost, estimated from the spec alone, in the unit of <see cref="BundleCost"/>: a table that
/// is shipped, for whoever has measured nothing, a coordinator for one. What was measured is
/// <see cref="Costs.MeasuredCosts"/>.
/// </summary>
internal sealed class CostModel : IBundleCosts
{
    private const double PerTrial = 0.5;

    private static readonly Dictionary<string, (double Fixed, double PerFullData)> Weights = new()
    {
        ["wgan-gp"] = (5, 400),
        ["dcgan"] = (5, 250),
        ["ctgan"] = (8_000, 8_000),
        ["tvae"] = (500, 4_000),
        ["mlp"] = (20, 400),
        ["mlp-full-batch"] = (50, 4000),
        ["gradient-boosting"] = (20, 150),
        ["random-forest"] = (20, 90),
        ["svc"] = (1, 30),
        ["knn"] = (0.5, 4),
        ["logreg"] = (0.5, 3),
        ["decision-tree"] = (0.5, 3),
        ["gaussian-nb"] = (0.3, 0.5),
        ["majority"] = (0.1, 0.1),
    };

    private readonly double _modelsFixed;
    private readonly double _modelsPerRow;
    private readonly double _boostedArms;
    private readonly double _boostedRows;

    /// <summary>The costs of <paramref name="spec"/>.</summary>
    public CostModel(SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _modelsFixed = spec.Models.Sum(model => WeightOf(model).Fixed + PerTrial);
        _modelsPerRow = spec.Models.Sum(model => WeightOf(model).PerFullData);
        _boostedArms = spec.Boosts.Count(boost => !boost.IsNone);
        _boostedRows = spec.Boosts.Where(boost => !boost.IsNone)
            .Sum(boost => (boost.Replaces ? 0 : 1) + boost.Value);
    }

    /// <summary>
    /// The estimated cost of some seeds at a fraction with one generator (or none): its fit, and all models at all
    /// boosts.
    /// </summary>
    public double Of(double fraction, AlgorithmChoice? generator, int seeds)
    {
        if (generator is null)
            return seeds * (_modelsFixed + fraction * _modelsPerRow);
        var fits = _boostedArms * _modelsFixed + fraction * _boostedRows * _modelsPerRow;
        return seeds * (GeneratorFit(fraction, generator) + fits);
    }

    /// <summary>The estimated cost of fitting a generator once.</summary>
    public static double GeneratorFit(double fraction, AlgorithmChoice generator)
    {
        var (once, perFullData) = WeightOf(generator);
        return once + fraction * perFullData;
    }

    /// <summary>The estimated cost of fitting a model once.</summary>
    public static double ModelFit(double fraction, AlgorithmChoice model)
    {
        var (once, perFullData) = WeightOf(model);
        return once + fraction * perFullData;
    }

    private static (double Fixed, double PerFullData) WeightOf(AlgorithmChoice choice)
    {
        var fallback = choice.Algorithm.Fuses ? (Fixed: 10.0, PerFullData: 300.0) : (Fixed: 1.0, PerFullData: 10.0);
        var (once, perFullData) = Weights.GetValueOrDefault(choice.Algorithm.Name, fallback);
        var fits = FitsOf(choice);
        return (once * fits, perFullData * EpochsOverDefault(choice) * fits);
    }

    // A search fits each candidate on all folds but one, every fold in turn, and the chosen one on all rows.
    private static double FitsOf(AlgorithmChoice choice) =>
        ModelSearch.Of(choice) is { } search ? 1 + (search.Draws * (search.Folds - 1.0)) : 1;

    private static double EpochsOverDefault(AlgorithmChoice choice) =>
        choice.Algorithm.Settings.FirstOrDefault(s => s is { Name: "epochs", Kind: SettingKind.Integer }) is { } epochs
        && int.TryParse(epochs.Default, out var standard) && standard > 0
            ? (double)choice.Settings.Integer(epochs.Name) / standard
            : 1;
}
