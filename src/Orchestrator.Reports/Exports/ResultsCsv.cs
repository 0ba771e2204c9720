using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Exports;

/// <summary>The rows of a sweep as comma-separated lines. The README of this project lists the columns.</summary>
internal static class ResultsCsv
{
    private static readonly string[] Columns =
    [
        "index", "key", "fraction", "boost", "replace", "generator", "generator_settings", "model",
        "model_settings", "seed", "status", "real_rows", "synthetic_rows", "test_rows", "correct", "accuracy",
        "balanced_accuracy", "f1", "roc_auc", "log_loss", "brier", "confusion",
    ];

    private static readonly string[] DetailColumns =
    [
        "mse", "mae", "r2", "train_mse", "validation", "epochs", "best_validation_loss", "best_validation_accuracy",
        "search_strategy", "search_chosen",
    ];

    private static readonly string[] TimingColumns = ["fit_seconds", "predict_seconds", "worker", "attempts", "error"];

    /// <summary>Writes the header and every row.</summary>
    public static async Task WriteAsync(
        TrialRows rows, TextWriter writer, bool timings, CancellationToken cancellation)
    {
        await using var lines = new CsvLines(writer);
        var columns = Columns.Concat(DetailColumns);
        await lines.WriteAsync(timings ? columns.Concat(TimingColumns) : columns, cancellation);
        await foreach (var row in rows.ReadAsync(cancellation))
        {
            var fields = Place(row).Concat(Scores(row.Stored?.Result)).Concat(Details(row.Stored?.Result.Details));
            await lines.WriteAsync(timings ? fields.Concat(Execution(row)) : fields, cancellation);
        }
    }

    private static string[] Place(TrialRow row) =>
    [
        ExportText.Of((long?)row.Trial.Index),
        row.Key.ToString(),
        ExportText.Of(row.Trial.Fraction.Value),
        ExportText.Of(row.Trial.Boost.Value),
        row.Trial.Boost.Replaces ? "true" : "false",
        row.Trial.Generator?.Algorithm.Name ?? string.Empty,
        ExportText.Settings(row.Trial.Generator),
        row.Trial.Model.Algorithm.Name,
        ExportText.Settings(row.Trial.Model),
        ExportText.Of((long?)row.Trial.Seed.Value),
        row.Stored is null ? "failed" : "completed",
    ];

    private static string[] Scores(TrialResult? result) =>
    [
        ExportText.Of((long?)result?.RealRows),
        ExportText.Of((long?)result?.SyntheticRows),
        ExportText.Of((long?)result?.TestRows),
        ExportText.Of((long?)result?.Correct),
        ExportText.Of(result?.Accuracy),
        ExportText.Of(result?.BalancedAccuracy),
        ExportText.Of(result?.F1),
        ExportText.Of(result?.RocAuc),
        ExportText.Of(result?.LogLoss),
        ExportText.Of(result?.Brier),
        result is null ? string.Empty : ExportText.Confusion(result.Confusion),
    ];

    private static string[] Details(TrialDetails? details) =>
    [
        ExportText.Of(details?.Regression?.Mse),
        ExportText.Of(details?.Regression?.Mae),
        ExportText.Of(details?.Regression?.R2),
        ExportText.Of(details?.Regression?.TrainMse),
        ExportText.Of(details?.Validation),
        ExportText.Of((long?)details?.Fit?.Epochs),
        ExportText.Of(details?.Fit?.BestValidationLoss),
        ExportText.Of(details?.Fit?.BestValidationAccuracy),
        details?.Search?.Strategy ?? string.Empty,
        details?.Search?.Chosen ?? string.Empty,
    ];

    private static string[] Execution(TrialRow row) =>
    [
        ExportText.Of(row.Stored?.Timings.FitSeconds),
        ExportText.Of(row.Stored?.Timings.PredictSeconds),
        row.Stored?.Timings.Worker ?? string.Empty,
        ExportText.Of((long?)(row.Stored?.Timings.Attempts ?? row.Failure?.Attempts)),
        row.Failure?.Error ?? string.Empty,
    ];
}
