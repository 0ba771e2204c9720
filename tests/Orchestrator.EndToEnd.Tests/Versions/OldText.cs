using Google.Protobuf;
using Google.Protobuf.Reflection;
using Orchestrator.TestKit;

namespace Orchestrator.EndToEnd.Tests.Versions;

/// <summary>A message as a program with other proto files reads it: fields that it does not know are passed over.</summary>
internal static class OldText
{
    /// <summary>A line a value, in the order of the bytes: the field's path and what it holds.</summary>
    /// <param name="type">The message by the reader's proto files.</param>
    /// <param name="bytes">The message.</param>
    /// <param name="without">Names of fields to leave out, wherever they stand.</param>
    public static IReadOnlyList<string> Of(MessageDescriptor type, ByteString bytes, params string[] without)
    {
        var lines = new List<string>();
        Write(lines, "", type, RawMessage.Parse(bytes), without);
        return lines;
    }

    private static void Write(
        List<string> lines, string path, MessageDescriptor type, RawMessage message, string[] without)
    {
        foreach (var field in type.Fields.InFieldNumberOrder().Where(f => !without.Contains(f.Name)))
        {
            if (!message.Has(field.FieldNumber))
                continue;
            var name = $"{path}{field.Name}";
            switch (field.FieldType)
            {
                case FieldType.Message:
                    foreach (var inner in message.All(field.FieldNumber))
                        Write(lines, $"{name}.", field.MessageType, RawMessage.Parse(inner), without);
                    break;
                case FieldType.String:
                    lines.AddRange(message.All(field.FieldNumber).Select(text => $"{name}: {text.ToStringUtf8()}"));
                    break;
                case var _ when field.FieldType == FieldType.Bytes || field.IsRepeated:
                    lines.AddRange(message.All(field.FieldNumber).Select(b => $"{name}: {Convert.ToHexString(b.Span)}"));
                    break;
                default:
                    lines.Add($"{name}: {message.Number(field.FieldNumber)}");
                    break;
            }
        }
    }
}
