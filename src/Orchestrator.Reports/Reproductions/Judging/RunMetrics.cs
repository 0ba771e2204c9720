using Orchestrator.Journal.Contracts;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Reproductions.Judging;

/// <summary>The scores that published numbers are compared with, by the names that the README lists.</summary>
internal static class RunMetrics
{
    private const string Evaluation = "evaluation:";

    private static readonly Dictionary<string, Func<StoredResult, double?>> OfTrials = new()
    {
        ["correct"] = run => run.Result.Correct,
        ["train-mse"] = run => run.Result.Details?.Regression?.TrainMse,
        ["validation"] = run => run.Result.Details?.Validation,
        ["epochs"] = run => run.Result.Details?.Fit?.Epochs,
        ["best-validation-loss"] = run => run.Result.Details?.Fit?.BestValidationLoss,
        ["best-validation-accuracy"] = run => run.Result.Details?.Fit?.BestValidationAccuracy,
        ["fit-seconds"] = run => run.Timings.FitSeconds,
        ["search-fits"] = run => run.Result.Details?.Search?.Fits,
        ["search-best"] = run => Members(run)?.Max(),
        ["search-spread"] = run => Members(run) is { } means ? means.Max() - means.Min() : null,
    };

    private static readonly Dictionary<string, Func<GeneratorEvaluation, double>> OfEvaluations = new()
    {
        ["real-loss"] = e => e.RealLoss,
        ["fake-loss"] = e => e.FakeLoss,
        ["generator-loss"] = e => e.GeneratorLoss,
        ["real-accuracy"] = e => e.RealAccuracy,
        ["fake-accuracy"] = e => e.FakeAccuracy,
        ["generator-accuracy"] = e => e.GeneratorAccuracy,
        ["diversity"] = e => e.Diversity,
        ["mode-collapse"] = e => e.ModeCollapse ? 1 : 0,
        ["learning-rate"] = e => e.LearningRate,
        ["convergence"] = e => e.Convergence,
    };

    private static readonly Dictionary<string, Func<GeneratorTrace, IReadOnlyList<float>>> OfEpochs = new()
    {
        ["trace:generator-loss"] = t => t.GeneratorLoss,
        ["trace:discriminator-loss"] = t => t.DiscriminatorLoss,
        ["trace:real-score"] = t => t.RealScore,
        ["trace:fake-score"] = t => t.FakeScore,
    };

    /// <summary>Whether a name means a score of generator fits rather than of trials.</summary>
    public static bool IsOfFits(string metric) => metric.StartsWith(Evaluation, StringComparison.Ordinal)
        ? OfEvaluations.ContainsKey(metric[Evaluation.Length..])
        : OfEpochs.ContainsKey(metric);

    /// <summary>Whether a name means anything.</summary>
    public static bool IsKnown(string metric) =>
        IsOfFits(metric) || OfTrials.ContainsKey(metric) || MetricScore.IsKnown(metric);

    /// <summary>
    /// The scores of the runs that are selected, times <paramref name="factor"/>; null where no run has any.
    /// </summary>
    /// <exception cref="ArgumentException">The name means nothing.</exception>
    public static Measurement? Measure(ExperimentRuns runs, TrialSelector where, string metric, double factor = 1)
    {
        var scores = IsOfFits(metric)
            ? runs.SelectFits(where).Select(fit => OfFit(fit.Trace, metric, where.Epoch))
            : runs.Select(where).SelectMany(c => c.Results).Select(OfTrial(metric));
        var values = scores.OfType<double>().Select(value => value * factor).ToList();
        return values.Count == 0 ? null : new Measurement(values);
    }

    /// <summary>The reader of a score of trials.</summary>
    /// <exception cref="ArgumentException">The name means nothing.</exception>
    public static Func<StoredResult, double?> OfTrial(string metric)
    {
        if (OfTrials.TryGetValue(metric, out var read))
            return read;
        var score = MetricScore.Of(metric);
        return run => score(run.Result);
    }

    /// <summary>A score of a fit at an epoch, or at its last; null where it has none there.</summary>
    public static double? OfFit(GeneratorTrace trace, string metric, int? epoch)
    {
        if (OfEpochs.TryGetValue(metric, out var list))
        {
            var at = (epoch ?? list(trace).Count) - 1;
            return at >= 0 && at < list(trace).Count ? list(trace)[at] : null;
        }

        if (trace.Details is not { Evaluations: [.., var last] evaluations })
            return null;
        var evaluation = epoch is null ? last : evaluations.FirstOrDefault(e => e.Epoch == epoch);
        return evaluation is null ? null : OfEvaluations[metric[Evaluation.Length..]](evaluation);
    }

    // The mean score of each member over its folds; null without any.
    private static List<double>? Members(StoredResult run)
    {
        var means = run.Result.Details?.Search?.Members.Where(m => m.Scores.Count > 0)
            .Select(m => m.Scores.Average()).ToList();
        return means is { Count: > 0 } ? means : null;
    }
}
