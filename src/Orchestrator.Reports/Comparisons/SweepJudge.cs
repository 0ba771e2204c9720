using Orchestrator.Reports.Documents;
using Orchestrator.Statistics.Corrections;

namespace Orchestrator.Reports.Comparisons;

/// <summary>A comparison with what its sentence needs beside it.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="Candidate">What its own pairs say.</param>
/// <param name="Control">The control that it is least sure to be better than; null where none was run.</param>
/// <param name="Broken">What is broken about the baseline; null where nothing is.</param>
internal sealed record JudgedComparison(
    BoostComparison Comparison, Candidate Candidate, MatchedControl? Control, string? Broken);

/// <summary>
/// Turns the candidates of a sweep into comparisons with verdicts. The family of Holm's correction is all comparisons
/// of one model of the sweep, controls included.
/// </summary>
internal sealed class SweepJudge
{
    private readonly SweepScores _scores;
    private readonly ComparisonOptions _options;
    private readonly CandidateSource _source;
    private readonly ControlCheck _controls;
    private readonly ComparisonNotes _notes;
    private readonly PowerQuestion _power;
    private readonly string?[,] _broken;
    private readonly IReadOnlyList<string> _generators;
    private readonly IReadOnlyList<string> _models;

    public SweepJudge(SweepScores scores, ComparisonOptions options)
    {
        (_scores, _options, _source) = (scores, options, new CandidateSource(scores, options));
        _controls = new ControlCheck(scores, _source);
        _power = new PowerQuestion(scores, options, _source.RowsCount);
        var names = ChoiceNames.Of(scores.Spec.Generators);
        _generators = [.. _source.Arms.Select(a =>
            a.Generator is { } g ? names[scores.Spec.Generators.Index().First(x => x.Item.Equals(g)).Index] : "none")];
        _models = ChoiceNames.Of(scores.Spec.Models);
        _notes = new ComparisonNotes(scores, options, _source.RowsCount, _generators);
        _broken = new string?[scores.Spec.Fractions.Count, scores.Spec.Models.Count];
        var baselines = new BaselineCheck(scores, options, _source.Unboosted);
        for (var fraction = 0; fraction < _broken.GetLength(0) && _source.Unboosted >= 0; fraction++)
        {
            for (var model = 0; model < _broken.GetLength(1); model++)
                _broken[fraction, model] = baselines.Of(fraction, model);
        }
    }

    /// <summary>Every comparison, by fraction, arm and model in the order of the grid.</summary>
    public List<JudgedComparison> Judge()
    {
        var candidates = _source.All().ToList();
        var adjusted = new double?[candidates.Count];
        foreach (var family in candidates.Index().GroupBy(c => c.Item.Place.Model))
        {
            int[] places = [.. family.Select(c => c.Index)];
            var values = Holm.Adjust([.. family.Select(c => c.Item.ClaimP(_source.RowsCount))]);
            foreach (var (place, value) in places.Zip(values))
                adjusted[place] = value;
        }

        return [.. candidates.Select((candidate, place) => Judge(candidate, adjusted[place]))];
    }

    private JudgedComparison Judge(Candidate candidate, double? adjusted)
    {
        var place = candidate.Place;
        var arm = _source.Arms[place.Arm];
        var isControl = _source.IsControl(place.Arm);
        var control = isControl ? null : _controls.For(place);
        var broken = _broken[place.Fraction, place.Model];
        var (test, pairing) = (candidate.Test, candidate.Pairing);
        var verdict = Verdict(candidate, adjusted, isControl, control, broken);
        var comparison = new BoostComparison
        {
            Sweep = _scores.Sweep,
            Fraction = _scores.Spec.Fractions[place.Fraction].Value,
            Generator = _generators[place.Arm],
            IsControl = isControl,
            Boost = arm.Boost.Value,
            Replaces = arm.Boost.Replaces,
            Model = _models[place.Model],
            Pairs = pairing.Count,
            MissingPairs = pairing.Missing,
            TrainingRows = _scores.TrainingRows[place.Fraction],
            Baseline = pairing.FirstMean,
            Boosted = pairing.SecondMean,
            Gain = test.Mean,
            Low = candidate.IsConstant ? null : test.Low,
            High = candidate.IsConstant ? null : test.High,
            P = candidate.IsConstant ? null : test.P,
            AdjustedP = adjusted,
            ProbabilityHelps = candidate.Region.Helps,
            ProbabilitySame = candidate.Region.Same,
            ProbabilityHurts = candidate.Region.Hurts,
            McNemarP = candidate.Rows?.Test.P,
            SeedsNeeded = _power.SeedsNeeded(candidate),
            Verdict = verdict,
            Notes = _notes.Of(candidate, verdict, isControl, control, broken, _controls.HasControls),
            Worth = null,
        };
        return new(comparison, candidate, control, broken);
    }

    private BoostVerdict Verdict(
        Candidate candidate, double? adjusted, bool isControl, MatchedControl? control, string? broken)
    {
        if (candidate.Pairing.Count < 2)
            return BoostVerdict.TooFew;
        if (candidate.Region.Same >= 0.95)
            return BoostVerdict.Same;
        if (adjusted is not { } p || p >= 1 - _options.Level)
            return BoostVerdict.NoEvidence;
        if (candidate.Test.Mean < 0)
            return BoostVerdict.Hurts;
        if (isControl)
            return BoostVerdict.HelpsLikeControl;
        if (broken is not null)
            return BoostVerdict.RepairsBrokenBaseline;
        return control is { GainsAsMuch: true } ? BoostVerdict.HelpsLikeControl : BoostVerdict.Helps;
    }
}
