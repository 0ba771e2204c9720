using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Generators.PerClass;

/// <summary>One trace for the generators of several classes.</summary>
internal static class PerClassTraces
{
    /// <summary>
    /// Joins the traces of parts: means of an epoch, and of an evaluation's numbers, are weighted by the parts' rows
    /// (of those parts that still trained); modes have collapsed where one part's have; paths lie behind each other in
    /// the order of the parts; the stopped epoch is that of the last part, if all have stopped; seconds add up.
    /// </summary>
    public static GeneratorTrace Join(StageKey key, IReadOnlyList<(int Rows, GeneratorTrace Trace)> parts) => new(
        key,
        Means(parts, trace => trace.GeneratorLoss),
        Means(parts, trace => trace.DiscriminatorLoss),
        Means(parts, trace => trace.RealScore),
        Means(parts, trace => trace.FakeScore),
        parts.Sum(part => part.Trace.FitSeconds))
    {
        Details = Details([.. parts.Where(p => p.Trace.Details is not null).Select(p => (p.Rows, p.Trace.Details!))]),
    };

    private static float[] Means(
        IReadOnlyList<(int Rows, GeneratorTrace Trace)> parts, Func<GeneratorTrace, IReadOnlyList<float>> series) =>
    [
        .. Enumerable.Range(0, parts.Max(part => series(part.Trace).Count)).Select(epoch => (float)Mean(
            parts.Where(part => series(part.Trace).Count > epoch)
                .Select(part => (part.Rows, (double)series(part.Trace)[epoch])))),
    ];

    private static TraceDetails? Details(IReadOnlyList<(int Rows, TraceDetails Details)> parts)
    {
        if (parts.Count == 0)
            return null;
        List<GeneratorEvaluation> evaluations =
        [
            .. parts.SelectMany(part => part.Details.Evaluations.Select(e => (part.Rows, Evaluation: e)))
                .GroupBy(part => part.Evaluation.Epoch)
                .OrderBy(epoch => epoch.Key)
                .Select(epoch => Evaluation([.. epoch])),
        ];
        return new TraceDetails
        {
            Evaluations = evaluations,
            ConstantColumns = EvaluationColumns.Constant(evaluations),
            LatentPath = [.. parts.SelectMany(part => part.Details.LatentPath)],
            LatentWidth = parts[0].Details.LatentWidth,
            StoppedEpoch = parts.Any(part => part.Details.StoppedEpoch is null)
                ? null
                : parts.Max(part => part.Details.StoppedEpoch),
        };
    }

    private static GeneratorEvaluation Evaluation(IReadOnlyList<(int Rows, GeneratorEvaluation Evaluation)> parts)
    {
        double Of(Func<GeneratorEvaluation, double> value) =>
            Mean(parts.Select(part => (part.Rows, value(part.Evaluation))));
        return new GeneratorEvaluation(
            parts[0].Evaluation.Epoch,
            Of(e => e.RealLoss),
            Of(e => e.FakeLoss),
            Of(e => e.GeneratorLoss),
            Of(e => e.RealAccuracy),
            Of(e => e.FakeAccuracy),
            Of(e => e.GeneratorAccuracy),
            Of(e => e.Diversity),
            parts.Any(part => part.Evaluation.ModeCollapse),
            parts[0].Evaluation.LearningRate,
            Of(e => e.Convergence));
    }

    private static double Mean(IEnumerable<(int Rows, double Value)> parts)
    {
        var (sum, rows) = (0.0, 0L);
        foreach (var part in parts)
            (sum, rows) = (sum + (part.Rows * part.Value), rows + part.Rows);
        return sum / rows;
    }
}
