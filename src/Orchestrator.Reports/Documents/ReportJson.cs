using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Reports.Documents;

/// <summary>A report document as JSON: camel case, verdicts by name, numbers that come back bit for bit.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>A verdict as it is written: "helps-like-control".</summary>
    public static string WordOf(BoostVerdict verdict) => JsonNamingPolicy.KebabCaseLower.ConvertName($"{verdict}");

    /// <summary>The text of a document.</summary>
    public static string Write(ReportDocument document) => JsonSerializer.Serialize(document, Options);

    /// <summary>The document of a text.</summary>
    /// <exception cref="JsonException">The text is no such document.</exception>
    public static ReportDocument Read(string text) =>
        JsonSerializer.Deserialize<ReportDocument>(text, Options)
        ?? throw new JsonException("The text is null, not a report.");
}
