using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Metrics;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Worker.Execution;

/// <summary>
/// Fits one model to every cell of the bundle, fused where it can be, and scores each as soon as it is fitted.
/// </summary>
internal sealed class ModelStage(
    AlgorithmChoice model, ValidationSpec? validation, TrainingContext context, LeaseReport report, StageLog stages)
{
    private readonly ClassifierTrainer _trainer = ClassifierTrainers.Find(model.Algorithm.Name);

    public void Run(IReadOnlyList<TrialCell> cells)
    {
        if (model.Algorithm.Fuses)
        {
            FitGroup(cells);
            return;
        }

        foreach (var cell in cells)
            FitGroup([cell]);
    }

    private void FitGroup(IReadOnlyList<TrialCell> cells)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        Isolation.Run(
            cells.Count,
            group => Fit(cells, group),
            (i, fit) => Score(cells[i], fit),
            (i, error) => report.Threw(cells[i].Trial.Index, error));
    }

    private IEnumerable<(int Replica, ClassifierFit Fitted)> Fit(
        IReadOnlyList<TrialCell> cells, IReadOnlyList<int> group)
    {
        var tasks = group.Select(i => TaskOf(cells[i])).ToList();
        report.Started(group.Select(i => cells[i].Trial.Index));
        using var stage = stages.Enter(StageNames.FitModel, model.Algorithm.Name, group.Count);
        using var fits = _trainer.Fit(tasks, model.Settings, context).GetEnumerator();
        while (stage.Run(fits.MoveNext))
            yield return (group[fits.Current.Task], fits.Current);
    }

    private void Score(TrialCell cell, ClassifierFit fit)
    {
        if (fit.Classifier is null)
        {
            report.Threw(cell.Trial.Index, fit.Error!);
            return;
        }

        using var classifier = fit.Classifier;
        var (result, seconds) = stages.Within(StageNames.Score, model.Algorithm.Name, 1, () =>
        {
            var started = context.Time.GetTimestamp();
            var predictions = classifier.Predict(cell.Test.Features);
            var predicting = context.Time.GetElapsedTime(started).TotalSeconds;
            return (Result(cell, cell.Test, classifier, predictions), predicting);
        });
        var chosen = cell.Validation is null ? null : KeptScore(cell, cell.Validation, classifier);
        if (fit.Search is not null || fit.Record is not null || chosen is not null)
        {
            var details = result.Details ?? new TrialDetails();
            details = details with { Fit = fit.Record, Search = fit.Search, Validation = chosen };
            result = result with { Details = details };
        }

        report.Finished(cell.Trial.Index, result, fit.FitSeconds, seconds);
    }

    private static ClassifierFitTask TaskOf(TrialCell cell) =>
        new(cell.Key, cell.Rows.Features, cell.Rows.Labels, cell.Test.ClassCount) { Targets = cell.Rows.Targets };

    private double? KeptScore(TrialCell cell, PreparedTable kept, FittedClassifier model) =>
        TrialScores.Of(validation!.Metric)(Result(cell, kept, model, model.Predict(kept.Features)));

    private static TrialResult Result(
        TrialCell cell, PreparedTable scored, FittedClassifier model, Predictions predictions)
    {
        var (real, synthetic) = (cell.Rows.RealRows, cell.Rows.Labels.Length - cell.Rows.RealRows);
        if (scored.Targets is not { } truth)
            return Scoring.Score(cell.Key, predictions, scored.Labels, scored.ClassCount, real, synthetic);

        var trainMse = Scoring.MeanSquaredError(model.Predict(cell.Rows.Features), cell.Rows.Targets!);
        return Scoring.ScoreNumbers(cell.Key, predictions, truth, trainMse, real, synthetic);
    }
}
