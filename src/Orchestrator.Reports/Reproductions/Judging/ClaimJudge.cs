using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Reproductions.Judging;

/// <summary>Tests claims on our runs.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="runs">What its sweeps came to.</param>
internal sealed class ClaimJudge(Experiment experiment, ExperimentRuns runs)
{
    private const string TooClose = "the interval holds 0";

    /// <summary>The verdict on a claim; null where the sweeps of this size have nothing to test it on.</summary>
    public ClaimOutcome? Judge(PublishedClaim claim) => claim.Kind switch
    {
        ClaimKind.Greater => Compare(claim, sign: 1),
        ClaimKind.Less => Compare(claim, sign: -1),
        ClaimKind.Rising => Trend(claim, sign: 1),
        ClaimKind.Falling => Trend(claim, sign: -1),
        ClaimKind.Near => Near(claim),
        _ => Repeated(claim),
    };

    private ClaimOutcome? Compare(PublishedClaim claim, int sign)
    {
        var left = Measured(claim, claim.Left);
        var right = Measured(claim, claim.Right);
        if (left.Count == 0 || right.Count == 0)
            return null;
        var pairs = left.SelectMany(a => right.Select(b => Comparison.Of(a, b))).ToList();
        var worst = sign > 0 ? pairs.MinBy(p => p.Low)! : pairs.MaxBy(p => p.High)!;
        var evidence = Interval(worst)
            + (pairs.Count > 1 ? $" is the least clear of {pairs.Count} differences" : " is the difference");
        if (pairs.All(p => sign > 0 ? p.Low > 0 : p.High < 0))
            return new ClaimOutcome(claim.Text, Verdict.Reproduced, evidence, "");
        return pairs.Any(p => (sign > 0 ? p.High <= 0 : p.Low >= 0) && double.IsFinite(p.Margin))
            ? Refuted(claim, evidence)
            : new ClaimOutcome(claim.Text, Verdict.NotDecidable, evidence, TooClose);
    }

    private ClaimOutcome? Trend(PublishedClaim claim, int sign)
    {
        var along = Measured(claim, claim.Left);
        if (along.Count < 2)
            return null;
        var slope = Comparison.Slope(along);
        var evidence = $"{Interval(slope)} a step, "
            + $"means {string.Join(", ", along.Select(m => NumberForm.Of(m.Mean)))}";
        if (sign > 0 ? slope.Low > 0 : slope.High < 0)
            return new ClaimOutcome(claim.Text, Verdict.Reproduced, evidence, "");
        return sign > 0 ? slope.High <= 0 ? Refuted(claim, evidence) : Open(claim, evidence)
            : slope.Low >= 0 ? Refuted(claim, evidence) : Open(claim, evidence);
    }

    private ClaimOutcome? Near(PublishedClaim claim)
    {
        var sides = claim.Left.Count == 0 ? [new TrialSelector()] : claim.Left;
        var measured = Measured(claim, sides);
        if (measured.Count == 0)
            return null;
        var furthest = measured.MaxBy(m => Math.Abs(m.Mean - claim.Value))!;
        var spread = NumberForm.Of(furthest.MeanMargin);
        var evidence = $"{NumberForm.Of(furthest.Mean)} ± {spread} of {furthest.Count} runs; "
            + $"{NumberForm.Of(claim.Value)} ± {NumberForm.Of(claim.Tolerance)} is near";
        return Math.Abs(furthest.Mean - claim.Value) <= claim.Tolerance
            ? new ClaimOutcome(claim.Text, Verdict.Reproduced, evidence, "")
            : Refuted(claim, evidence);
    }

    private ClaimOutcome? Repeated(PublishedClaim claim)
    {
        var fits = runs.SelectFits(claim.Where).Select(f => f.Trace.Details).OfType<TraceDetails>()
            .Where(d => d.Evaluations.Count > 1).ToList();
        if (fits.Count == 0)
            return null;
        var same = fits.Count(d => d.Evaluations.DistinctBy(e => e with { Epoch = 0 }).Count() == 1);
        var constant = fits.SelectMany(d => d.ConstantColumns).Distinct(StringComparer.Ordinal).ToList();
        var evidence = $"{same} of {fits.Count} fits repeat one row"
            + (constant.Count > 0 ? $"; constant columns: {string.Join(", ", constant)}" : "; no column is constant");
        return same == fits.Count
            ? new ClaimOutcome(claim.Text, Verdict.Reproduced, evidence, "")
            : Refuted(claim, evidence);
    }

    private List<Measurement> Measured(PublishedClaim claim, IReadOnlyList<TrialSelector> sides) =>
    [
        .. sides.Select(side => RunMetrics.Measure(runs, claim.Where.With(side), claim.Metric)).OfType<Measurement>(),
    ];

    private ClaimOutcome Refuted(PublishedClaim claim, string evidence) =>
        new(claim.Text, Verdict.NotReproduced, evidence, experiment.ReasonOf(claim.Reason));

    private static string Interval(Comparison found) =>
        $"{NumberForm.Of(found.Value)} [{NumberForm.Of(found.Low)}, {NumberForm.Of(found.High)}]";

    private static ClaimOutcome Open(PublishedClaim claim, string evidence) =>
        new(claim.Text, Verdict.NotDecidable, evidence, TooClose);
}
