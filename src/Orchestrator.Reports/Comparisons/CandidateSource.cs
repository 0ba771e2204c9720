using Orchestrator.Statistics.Paired;
using Orchestrator.Statistics.Samples;
using Orchestrator.Sweeps.Grid;

namespace Orchestrator.Reports.Comparisons;

/// <summary>The candidates of a sweep.</summary>
/// <param name="scores">The sweep's scores.</param>
/// <param name="options">What they are judged by.</param>
internal sealed class CandidateSource(SweepScores scores, ComparisonOptions options)
{
    /// <summary>The arms of the grid.</summary>
    public IReadOnlyList<Arm> Arms { get; } = new TrialGrid(scores.Spec).Arms;

    /// <summary>The arm without boost; -1 where there is none.</summary>
    public int Unboosted =>
        Arms.TakeWhile(a => !a.Boost.IsNone).Count() is var place && place < Arms.Count ? place : -1;

    /// <summary>Whether McNemar's rows are what the metric counts.</summary>
    public bool RowsCount => scores.SingleSplit && AnswerText.CountsRows(scores.Metric);

    /// <summary>Whether an arm's generator is a control.</summary>
    public bool IsControl(int arm) => Arms[arm].Generator is { } generator
        && options.Controls.Contains(generator.Algorithm.Name, StringComparer.Ordinal);

    /// <summary>Every boosted configuration, by fraction, arm and model in the order of the grid.</summary>
    public IEnumerable<Candidate> All()
    {
        var unboosted = Unboosted;
        if (unboosted < 0)
            yield break;
        for (var fraction = 0; fraction < scores.Spec.Fractions.Count; fraction++)
        {
            for (var arm = 0; arm < Arms.Count; arm++)
            {
                for (var model = 0; model < scores.Spec.Models.Count && arm != unboosted; model++)
                    yield return Of(new(fraction, unboosted, model, 0), new(fraction, arm, model, 0));
            }
        }
    }

    private Candidate Of(TrialPlace first, TrialPlace second)
    {
        var pairing = Pairing.Of(scores, first, second);
        var unit = scores.HigherIsBetter ? 1 : Math.Abs(pairing.FirstMean ?? 0);
        var rope = options.Rope * (double.IsFinite(unit) ? unit : 0);
        IReadOnlyList<double> gains = pairing.IsFinite ? pairing.Gains : [double.NaN];
        var training = Math.Max(1, scores.TrainingRows[second.Fraction]);
        var test = CorrectedTTest.Of(gains, scores.TestRows, training, options.Level);
        return new Candidate
        {
            Place = second,
            Pairing = pairing,
            Test = test,
            Region = test is { Limitation: Limitation.NoVariance, Mean: not 0 }
                ? new(null, null, null, Limitation.NoVariance)
                : BayesianCorrelatedTTest.Of(gains, scores.TestRows, training, rope),
            Rows = RowComparison.Of(scores, first, second, pairing),
            Rope = rope,
            PowerEffect = options.PowerEffect * (double.IsFinite(unit) ? unit : 0),
        };
    }
}
