using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Orchestrator.TestKit;

/// <summary>What an earlier version of the program said on the wire: tests/Orchestrator.EndToEnd.Tests/Recorded.</summary>
public sealed class RecordedSession
{
    private readonly string _folder;

    private RecordedSession(string folder, IReadOnlyList<RecordedMessage> messages) =>
        (_folder, Messages) = (folder, messages);

    /// <summary>All messages, in the order in which they passed.</summary>
    public IReadOnlyList<RecordedMessage> Messages { get; }

    /// <summary>The results of the recorded sweep, as csv.</summary>
    public string Export => File.ReadAllText(Path.Combine(_folder, "export.csv"));

    /// <summary>The recording of a version of the protocol.</summary>
    public static RecordedSession Open(int protocol)
    {
        var folder = RepositoryFolders.Of("tests", "Orchestrator.EndToEnd.Tests", "Recorded", $"Protocol{protocol}");
        var messages = new List<RecordedMessage>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "session.jsonl")))
        {
            var json = JsonDocument.Parse(line).RootElement;
            if (json.TryGetProperty("message", out var bytes))
            {
                messages.Add(new RecordedMessage(
                    json.GetProperty("call").GetInt32(), json.GetProperty("method").GetString()!,
                    json.GetProperty("from").GetString() == "client", ByteString.FromBase64(bytes.GetString()!)));
            }
        }

        return new RecordedSession(folder, messages);
    }

    /// <summary>The proto files of that version, those of Google included; each after what it imports.</summary>
    public IReadOnlyList<FileDescriptor> Descriptors()
    {
        var set = RawMessage.Parse(ByteString.CopyFrom(File.ReadAllBytes(Path.Combine(_folder, "descriptors.binpb"))));
        return FileDescriptor.BuildFromByteStrings(set.All(1));
    }

    /// <summary>What one side said by a method, e.g. <c>Workers/Attach</c>.</summary>
    public IReadOnlyList<ByteString> Said(string method, bool byClient) =>
        [.. Messages.Where(m => m.Method == $"/orchestrator.v1.{method}" && m.ByClient == byClient).Select(m => m.Bytes)];
}

/// <summary>A message that passed.</summary>
/// <param name="Call">The call it is of, from 1.</param>
/// <param name="Method">As in <c>/orchestrator.v1.Sweeps/Submit</c>.</param>
/// <param name="ByClient">Whether the client sent it; else the coordinator.</param>
/// <param name="Bytes">The message.</param>
public sealed record RecordedMessage(int Call, string Method, bool ByClient, ByteString Bytes);
