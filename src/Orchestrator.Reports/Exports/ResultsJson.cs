using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Exports;

/// <summary>The rows of a sweep as one JSON array, an object a line, with the columns of the CSV as fields.</summary>
internal static class ResultsJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the array.</summary>
    public static async Task WriteAsync(
        TrialRows rows, TextWriter writer, bool timings, CancellationToken cancellation)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, Options);
        var separator = "[\n";
        await foreach (var row in rows.ReadAsync(cancellation))
        {
            buffer.ResetWrittenCount();
            json.Reset();
            WriteRow(json, row, timings);
            await json.FlushAsync(cancellation);
            await writer.WriteAsync(separator);
            await writer.WriteAsync(Encoding.UTF8.GetString(buffer.WrittenSpan));
            separator = ",\n";
        }

        await writer.WriteAsync(separator == "[\n" ? "[]\n" : "\n]\n");
    }

    private static void WriteRow(Utf8JsonWriter json, TrialRow row, bool timings)
    {
        json.WriteStartObject();
        json.WriteNumber("index", row.Trial.Index);
        json.WriteString("key", row.Key.ToString());
        json.WriteNumber("fraction", row.Trial.Fraction.Value);
        json.WriteNumber("boost", row.Trial.Boost.Value);
        json.WriteBoolean("replace", row.Trial.Boost.Replaces);
        WriteChoice(json, "generator", row.Trial.Generator);
        WriteChoice(json, "model", row.Trial.Model);
        json.WriteNumber("seed", row.Trial.Seed.Value);
        json.WriteString("status", row.Stored is null ? "failed" : "completed");
        if (row.Stored is not null)
            WriteScores(json, row.Stored.Result);
        if (timings)
            WriteExecution(json, row);
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, string field, AlgorithmChoice? choice)
    {
        json.WriteString(field, choice?.Algorithm.Name);
        json.WritePropertyName($"{field}_settings");
        if (choice is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        foreach (var (name, value) in choice.Settings.Canonical)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WriteScores(Utf8JsonWriter json, TrialResult result)
    {
        json.WriteNumber("real_rows", result.RealRows);
        json.WriteNumber("synthetic_rows", result.SyntheticRows);
        json.WriteNumber("test_rows", result.TestRows);
        WriteNumber(json, "correct", result.Correct);
        WriteNumber(json, "accuracy", result.Accuracy);
        WriteNumber(json, "balanced_accuracy", result.BalancedAccuracy);
        WriteNumber(json, "f1", result.F1);
        WriteNumber(json, "roc_auc", result.RocAuc);
        WriteNumber(json, "log_loss", result.LogLoss);
        WriteNumber(json, "brier", result.Brier);
        json.WriteStartArray("confusion");
        var classes = ExportText.Classes(result.Confusion);
        for (var row = 0; row < classes; row++)
        {
            json.WriteStartArray();
            for (var column = 0; column < classes; column++)
                json.WriteNumberValue(result.Confusion[row * classes + column]);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        WriteDetails(json, result.Details);
    }

    private static void WriteDetails(Utf8JsonWriter json, TrialDetails? details)
    {
        WriteNumber(json, "mse", details?.Regression?.Mse);
        WriteNumber(json, "mae", details?.Regression?.Mae);
        WriteNumber(json, "r2", details?.Regression?.R2);
        WriteNumber(json, "train_mse", details?.Regression?.TrainMse);
        WriteNumber(json, "validation", details?.Validation);
        WriteNumber(json, "epochs", details?.Fit?.Epochs);
        WriteNumber(json, "best_validation_loss", details?.Fit?.BestValidationLoss);
        WriteNumber(json, "best_validation_accuracy", details?.Fit?.BestValidationAccuracy);
        json.WritePropertyName("search");
        if (details?.Search is { } search)
            WriteSearch(json, search);
        else
            json.WriteNullValue();
    }

    private static void WriteSearch(Utf8JsonWriter json, SearchRecord search)
    {
        json.WriteStartObject();
        json.WriteString("strategy", search.Strategy);
        json.WriteString("chosen", search.Chosen);
        json.WriteNumber("fits", search.Fits);
        json.WriteStartArray("members");
        foreach (var member in search.Members)
        {
            json.WriteStartObject();
            json.WriteString("settings", member.Settings);
            json.WriteStartArray("scores");
            foreach (var score in member.Scores)
                WriteValue(json, ExportText.Unsigned(score)!.Value);
            json.WriteEndArray();
            json.WriteString("error", member.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteExecution(Utf8JsonWriter json, TrialRow row)
    {
        if (row.Stored is { Timings: var timings })
        {
            WriteNumber(json, "fit_seconds", timings.FitSeconds);
            WriteNumber(json, "predict_seconds", timings.PredictSeconds);
            json.WriteString("worker", timings.Worker);
            json.WriteNumber("attempts", timings.Attempts);
        }
        else if (row.Failure is { } failure)
        {
            json.WriteNumber("attempts", failure.Attempts);
            json.WriteString("error", failure.Error);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string field, double? value)
    {
        json.WritePropertyName(field);
        if (ExportText.Unsigned(value) is { } number)
            WriteValue(json, number);
        else
            json.WriteNullValue();
    }

    private static void WriteValue(Utf8JsonWriter json, double number)
    {
        if (double.IsFinite(number))
            json.WriteNumberValue(number);
        else
            json.WriteStringValue(ExportText.Of(number)); // JSON has no infinity
    }
}
