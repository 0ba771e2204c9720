using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Orchestrator.Conformance.Tests.Grpc.Interop;

/// <summary>A program in another language, that takes and gives one JSON object a line. It ends with its input.</summary>
public sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<JsonElement> _lines = [];
    private readonly ConcurrentQueue<string> _errors = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PeerProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => _errors.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        _ = ReadAsync();
    }

    /// <summary>Starts a program with the arguments, where given with more in its environment.</summary>
    public static PeerProcess Start(
        string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        return new(Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start."));
    }

    /// <summary>Takes the first line that matches out of those that came, or waits for it.</summary>
    public async Task<JsonElement> TakeAsync(Func<JsonElement, bool> matches, string awaited)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                var index = _lines.FindIndex(line => matches(line));
                if (index >= 0)
                {
                    var line = _lines[index];
                    _lines.RemoveAt(index);
                    return line;
                }
                changed = _changed.Task;
            }
            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (Exception e)
            {
                throw new TimeoutException($"Waited in vain for {awaited}. It said: {string.Join('\n', _errors)}", e);
            }
        }
    }

    /// <summary>Sends one object.</summary>
    public async Task SendAsync<T>(T line)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(line));
        await _process.StandardInput.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } text)
        {
            TaskCompletionSource changed;
            lock (_lock)
            {
                _lines.Add(JsonSerializer.Deserialize<JsonElement>(text));
                changed = _changed;
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
            changed.TrySetResult();
        }
        lock (_lock)
        {
            _changed.TrySetException(new IOException("The peer has ended."));
        }
    }
}
