using Orchestrator.Reports.Comparisons;
using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Worth;
using Orchestrator.Statistics.Paired;
using Orchestrator.Sweeps.Grid;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Answers;

/// <summary>The learning curves of a sweep, and what gains are worth on them.</summary>
internal sealed class CurveBuilder
{
    private readonly SweepScores _scores;
    private readonly TrialGrid _grid;
    private readonly double _level;
    private readonly int _unboosted;
    private readonly SeedDraws _draws;
    private readonly RowsWorthEstimator?[] _estimators;

    /// <summary>The curves of the scores.</summary>
    public CurveBuilder(SweepPlan plan, SweepScores scores, double level)
    {
        (_scores, _grid, _level) = (scores, plan.Grid, level);
        _unboosted = Enumerable.Range(0, _grid.Arms.Count).FirstOrDefault(a => _grid.Arms[a].Boost.IsNone, -1);
        _draws = new SeedDraws(scores.Spec.Seeds.Count);
        _estimators = [.. Enumerable.Range(0, scores.Spec.Models.Count).Select(Estimator)];
    }

    /// <summary>A curve for each model with an unboosted score.</summary>
    /// <param name="labels">The models' labels.</param>
    public IReadOnlyList<LearningCurve> Curves(IReadOnlyList<string> labels)
    {
        if (_unboosted < 0)
            return [];
        var curves = new List<LearningCurve>();
        for (var model = 0; model < labels.Count; model++)
        {
            var points = Fractions().Select(f => Point(f, model)).OfType<CurvePoint>().ToList();
            if (points.Count > 0)
                curves.Add(new LearningCurve(_scores.Sweep, labels[model], points, Majority()));
        }

        return curves;
    }

    /// <summary>What the boosts of a cell are worth.</summary>
    /// <param name="fraction">Its position on the axis.</param>
    /// <param name="arm">The boosted arm.</param>
    /// <param name="model">The model's position.</param>
    /// <param name="note">Why it cannot be told; empty where it can.</param>
    public RowsWorth? WorthOf(int fraction, int arm, int model, out string note)
    {
        note = string.Empty;
        if (_estimators[model] is not { } estimator || _scores.TrainingRows[fraction] is not (> 0 and var rows))
            return null;
        var gains = Seeds(fraction, arm, model).Zip(
            Seeds(fraction, _unboosted, model), (boosted, plain) => boosted - plain).ToArray();
        return estimator.Of(rows, gains, (double)_scores.TestRows / rows, out note);
    }

    private RowsWorthEstimator? Estimator(int model)
    {
        if (_unboosted < 0)
            return null;
        var points = Fractions()
            .Select(f => (Rows: _scores.TrainingRows[f], Scores: Seeds(f, _unboosted, model)))
            .Where(point => point.Rows > 0 && !point.Scores.All(double.IsNaN))
            .DistinctBy(point => point.Rows).OrderBy(point => point.Rows).ToList();
        return new RowsWorthEstimator(
            new UnboostedScores([.. points.Select(p => p.Rows)], [.. points.Select(p => p.Scores)]), _draws, _level);
    }

    private CurvePoint? Point(int fraction, int model)
    {
        var scores = Seeds(fraction, _unboosted, model).Where(score => !double.IsNaN(score)).ToList();
        var rows = _scores.TrainingRows[fraction];
        if (scores.Count == 0 || rows == 0)
            return null;
        var sign = Sign;
        var test = CorrectedTTest.Of([.. scores.Select(score => sign * score)], _scores.TestRows, rows, _level);
        var fitted = _estimators[model]?.Fitted(rows) * sign;
        return new CurvePoint(
            _scores.Spec.Fractions[fraction].Value, rows, test.Mean!.Value, test.Low, test.High, scores.Count, fitted);
    }

    // Of each seed, turned so that more is better; not a number where there is none, or none that can be averaged.
    private double[] Seeds(int fraction, int arm, int model)
    {
        var scores = new double[_scores.Spec.Seeds.Count];
        for (var seed = 0; seed < scores.Length; seed++)
        {
            var score = _scores.Score(new TrialPlace(fraction, arm, model, seed));
            scores[seed] = score is { } value && double.IsFinite(value) ? Sign * value : double.NaN;
        }

        return scores;
    }

    private IEnumerable<int> Fractions() => Enumerable.Range(0, _scores.Spec.Fractions.Count)
        .OrderBy(fraction => _scores.Spec.Fractions[fraction].Value);

    private double? Majority()
    {
        var known = _scores.Majority.OfType<double>().ToList();
        return known.Count == 0 ? null : known.Sum() / known.Count;
    }

    private double Sign => _scores.HigherIsBetter ? 1 : -1;
}
