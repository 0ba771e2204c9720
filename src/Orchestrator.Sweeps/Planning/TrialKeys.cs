using System.Runtime.CompilerServices;
using System.Text;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// The keys of a sweep's trials and of their stages. A stage's canonical form is its predecessor's with a line added,
/// so trials that share a stage share its key. The trial key is that of the last stage.
/// </summary>
public sealed class TrialKeys
{
    /// <summary>Raised by any change to split, subset or preprocessing that alters results.</summary>
    public const int DataVersion = 1;

    /// <summary>Raised by any change to the scores.</summary>
    public const int ScoringVersion = 1;

    private readonly byte[] _split;
    private readonly bool _hasFixedSplit;
    private readonly ValidationSpec? _validation;

    // By reference: choices that are equal may differ in the version of their algorithm.
    private readonly ConditionalWeakTable<AlgorithmChoice, byte[]> _choices = [];

    /// <summary>The keys of <paramref name="definition"/>. Safe for concurrent use.</summary>
    public TrialKeys(SweepDefinition definition)
    {
        var split = definition.Spec.Split;
        _validation = definition.Spec.Validation;
        _hasFixedSplit = split.FileOrder || split.FixedSeed is not null;
        var form = new StringBuilder($"data v{DataVersion} {definition.DatasetHash}\n").SplitRule(split);
        if (split.FileOrder)
            form.Append('\n');
        else
            form.Append(split.FixedSeed is { } seed ? $" fixed {seed}\n" : " seed ");
        _split = form.Utf8();
    }

    /// <summary>The split into training and test rows.</summary>
    public StageKey Split(Seed seed)
    {
        var form = new KeyForm(stackalloc byte[KeyForm.UsualLength]);
        AddSplit(ref form, seed);
        return new StageKey(form.Digest());
    }

    /// <summary>The subset of the training rows; its preprocessing is fitted on it.</summary>
    public StageKey Subset(Fraction fraction, Seed seed)
    {
        var form = new KeyForm(stackalloc byte[KeyForm.UsualLength]);
        AddSubset(ref form, fraction, seed);
        return new StageKey(form.Digest());
    }

    /// <summary>The generator fitted on the subset. Synthetic row i is a function of this key and i.</summary>
    public StageKey GeneratorFit(Fraction fraction, AlgorithmChoice generator, Seed seed)
    {
        var form = new KeyForm(stackalloc byte[KeyForm.UsualLength]);
        AddGenerator(ref form, fraction, generator, seed);
        return new StageKey(form.Digest());
    }

    /// <summary>
    /// The rows a model is trained on: the subset, boosted and shuffled. All models of a cell share them.
    /// </summary>
    public StageKey TrainingRows(Trial trial)
    {
        var form = new KeyForm(stackalloc byte[KeyForm.UsualLength]);
        AddRows(ref form, trial);
        return new StageKey(form.Digest());
    }

    /// <summary>The trial's own key.</summary>
    public TrialKey Trial(Trial trial)
    {
        var form = new KeyForm(stackalloc byte[KeyForm.UsualLength]);
        AddRows(ref form, trial);
        form.Add("model "u8);
        form.Add(Choice(trial.Model));
        if (_validation is not null)
        {
            form.Add("choice by "u8);
            form.Add(Encoding.UTF8.GetBytes(_validation.Metric));
            form.Add("\n"u8);
        }

        form.Add("scoring v"u8);
        form.Add(ScoringVersion);
        form.Add("\n"u8);
        return new TrialKey(form.Digest());
    }

    private void AddSplit(ref KeyForm form, Seed seed)
    {
        form.Add(_split);
        if (_hasFixedSplit)
            return;
        form.Add(seed.Value);
        form.Add("\n"u8);
    }

    // The seed is part of the subset even at fraction 1: every later stage draws its randomness from it.
    private void AddSubset(ref KeyForm form, Fraction fraction, Seed seed)
    {
        AddSplit(ref form, seed);
        form.Add("subset "u8);
        form.Add(fraction.Value);
        form.Add(" seed "u8);
        form.Add(seed.Value);
        form.Add("\n"u8);
        if (_validation is null)
            return;
        form.Add("validation "u8);
        form.Add(_validation.Share);
        form.Add("\n"u8);
    }

    private void AddGenerator(ref KeyForm form, Fraction fraction, AlgorithmChoice generator, Seed seed)
    {
        AddSubset(ref form, fraction, seed);
        form.Add("generator "u8);
        form.Add(Choice(generator));
    }

    private void AddRows(ref KeyForm form, Trial trial)
    {
        if (trial.Generator is null)
        {
            AddSubset(ref form, trial.Fraction, trial.Seed);
            form.Add("unboosted\n"u8);
            return;
        }

        AddGenerator(ref form, trial.Fraction, trial.Generator, trial.Seed);
        form.Add(trial.Boost.Replaces ? "replace "u8 : "boost "u8);
        form.Add(trial.Boost.Value);
        form.Add("\n"u8);
    }

    private byte[] Choice(AlgorithmChoice choice) =>
        _choices.GetValue(choice, static c => new StringBuilder().Choice(c).Utf8());
}
