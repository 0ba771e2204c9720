using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Grid;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Comparisons;

/// <summary>A sweep as a block of a comparison across data sets.</summary>
/// <param name="scores">Its scores.</param>
internal sealed class RankedSweep(SweepScores scores)
{
    private readonly IReadOnlyList<Arm> _arms = new TrialGrid(scores.Spec).Arms;
    private readonly IReadOnlyList<string> _generators = ChoiceNames.Of(scores.Spec.Generators);
    private readonly IReadOnlyList<string> _models = ChoiceNames.Of(scores.Spec.Models);

    /// <summary>The scores.</summary>
    public SweepScores Scores => scores;

    /// <summary>The names of its generators, in the order of the spec.</summary>
    public IReadOnlyList<string> Generators => _generators;

    /// <summary>The names of its models but for the most frequent class.</summary>
    public IEnumerable<string> Models => _models.Where((_, i) => scores.Spec.Models[i].Algorithm.Name != "majority");

    /// <summary>Whether it has trials without boost.</summary>
    public bool HasUnboosted => _arms.Any(a => a.Boost.IsNone);

    /// <summary>
    /// The mean score of each treatment over the models, each model's being its mean over the seeds for which every
    /// treatment has a finite score; models without such a seed are left out. Null where none is left.
    /// </summary>
    /// <param name="fraction">A fraction of the spec.</param>
    /// <param name="boost">A boost of the spec.</param>
    /// <param name="generators">The treatments by name; the first entry of the result is no generator.</param>
    /// <param name="models">The models by name.</param>
    public double[]? Treatments(
        Fraction fraction, BoostFactor boost, IReadOnlyList<string> generators, IReadOnlyList<string> models)
    {
        var f = scores.Spec.Fractions.ToList().IndexOf(fraction);
        int[] arms = [ArmOf(a => a.Boost.IsNone), .. generators.Select(name =>
            ArmOf(a => a.Boost == boost && a.Generator is { } generator && NameOf(generator) == name))];
        var rows = models.Select(model => OfModel(f, arms, _models.ToList().IndexOf(model)))
            .OfType<double[]>().ToList();
        return rows.Count == 0
            ? null
            : [.. Enumerable.Range(0, arms.Length).Select(i => rows.Sum(row => row[i]) / rows.Count)];
    }

    private double[]? OfModel(int fraction, int[] arms, int model)
    {
        var seeds = Enumerable.Range(0, scores.Spec.Seeds.Count)
            .Select(seed => arms.Select(arm => scores.Score(new(fraction, arm, model, seed))).ToList())
            .Where(row => row.All(score => score is { } s && double.IsFinite(s))).ToList();
        return seeds.Count == 0
            ? null
            : [.. Enumerable.Range(0, arms.Length).Select(i => seeds.Sum(row => row[i]!.Value) / seeds.Count)];
    }

    private string NameOf(AlgorithmChoice generator) =>
        _generators[scores.Spec.Generators.ToList().IndexOf(generator)];

    private int ArmOf(Func<Arm, bool> wanted) => _arms.Index().First(a => wanted(a.Item)).Index;
}
