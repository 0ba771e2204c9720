using System.Text.Json;

namespace Orchestrator.Recorder;

/// <summary>
/// What passed, a line of JSON each: <c>{"call":1,"method":"/orchestrator.v1.Workers/Attach","from":"client",
/// "message":"base64"}</c>, and at the end of a call <c>{"call":1,"status":"0"}</c>. Thread-safe.
/// </summary>
internal sealed class Recording(string file) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StreamWriter _lines = new(file);
    private int _calls;

    public int NextCall() => Interlocked.Increment(ref _calls);

    public void Message(int call, string method, string from, ReadOnlySpan<byte> message) =>
        Write(new { call, method, from, message = Convert.ToBase64String(message) });

    public void End(int call, string status) => Write(new { call, status });

    public void Dispose() => _lines.Dispose();

    private void Write(object line)
    {
        lock (_gate)
        {
            _lines.WriteLine(JsonSerializer.Serialize(line));
            _lines.Flush();
        }
    }
}
