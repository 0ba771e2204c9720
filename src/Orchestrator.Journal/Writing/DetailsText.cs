using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Writing;

/// <summary>
/// Details of results and traces as compact JSON. Numbers come back bit for bit, infinities included; parts that are
/// not there are left out, and fields that a later program wrote are passed over.
/// </summary>
internal static class DetailsText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true, // what is worked out of the others
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { MayBeLeftOut } },
    };

    /// <summary>The text of a trial's details.</summary>
    public static string Write(TrialDetails details) => JsonSerializer.Serialize(details, Options);

    /// <summary>The text of a trace's details.</summary>
    public static string Write(TraceDetails details) => JsonSerializer.Serialize(details, Options);

    /// <summary>The details of a text; null for none.</summary>
    public static TrialDetails? ReadTrial(string? text) =>
        text is null ? null : JsonSerializer.Deserialize<TrialDetails>(text, Options);

    /// <summary>The details of a text; null for none.</summary>
    public static TraceDetails? ReadTrace(string? text) =>
        text is null ? null : JsonSerializer.Deserialize<TraceDetails>(text, Options);

    // What is null is not written, although the program must say that it is.
    private static void MayBeLeftOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            property.IsRequired = false;
    }
}
