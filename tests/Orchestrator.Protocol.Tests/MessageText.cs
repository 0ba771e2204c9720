using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Protocol.Tests;

/// <summary>
/// Messages as text, so that two are equal where every field is: records compare lists by reference.
/// </summary>
internal static class MessageText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Of(object message) =>
        $"{message.GetType().Name} {JsonSerializer.Serialize(message, message.GetType(), Options)}";
}
