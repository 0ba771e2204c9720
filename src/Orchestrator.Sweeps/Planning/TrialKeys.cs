using System.Text;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// The keys of a sweep's trials and of their stages. A stage's canonical form is its predecessor's with a line added,
/// so
/// trials that share a stage share its key. The trial key is that of the last stage.
/// </summary>
public sealed class TrialKeys
{
    /// <summary>Raised by any change to split, subset or preprocessing that alters results.</summary>
    public const int DataVersion = 1;

    /// <summary>Raised by any change to the scores.</summary>
    public const int ScoringVersion = 1;

    private readonly SplitSpec _split;
    private readonly Digest _dataset;

    /// <summary>The keys of <paramref name="definition"/>.</summary>
    public TrialKeys(SweepDefinition definition)
    {
        _split = definition.Spec.Split;
        _dataset = definition.DatasetHash;
    }

    /// <summary>The split into training and test rows.</summary>
    public StageKey Split(Seed seed) => Key(SplitForm(seed));

    /// <summary>The subset of the training rows; its preprocessing is fitted on it.</summary>
    public StageKey Subset(Fraction fraction, Seed seed) => Key(SubsetForm(fraction, seed));

    /// <summary>The generator fitted on the subset. Synthetic row i is a function of this key and i.</summary>
    public StageKey GeneratorFit(Fraction fraction, AlgorithmChoice generator, Seed seed) =>
        Key(GeneratorForm(fraction, generator, seed));

    /// <summary>
    /// The rows a model is trained on: the subset, boosted and shuffled. All models of a cell share them.
    /// </summary>
    public StageKey TrainingRows(Trial trial) => Key(RowsForm(trial));

    /// <summary>The trial's own key.</summary>
    public TrialKey Trial(Trial trial)
    {
        var form = RowsForm(trial).Algorithm("model", trial.Model).Append($"scoring v{ScoringVersion}\n");
        return new TrialKey(form.Digest());
    }

    private StringBuilder SplitForm(Seed seed)
    {
        var splitSeed = _split.FixedSeed is { } fixedSeed ? $"fixed {fixedSeed}" : $"seed {seed}";
        return new StringBuilder($"data v{DataVersion} {_dataset}\n").SplitRule(_split).Append($" {splitSeed}\n");
    }

    // The seed is part of the subset even at fraction 1: every later stage draws its randomness from it.
    private StringBuilder SubsetForm(Fraction fraction, Seed seed) =>
        SplitForm(seed).Append($"subset {fraction} seed {seed}\n");

    private StringBuilder GeneratorForm(Fraction fraction, AlgorithmChoice generator, Seed seed) =>
        SubsetForm(fraction, seed).Algorithm("generator", generator);

    private StringBuilder RowsForm(Trial trial) => trial.Generator is null
        ? SubsetForm(trial.Fraction, trial.Seed).Append("unboosted\n")
        : GeneratorForm(trial.Fraction, trial.Generator, trial.Seed).Append($"boost {trial.Boost}\n");

    private static StageKey Key(StringBuilder form) => new(form.Digest());
}
