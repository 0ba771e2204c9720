using System.Diagnostics;
using System.Globalization;

namespace Orchestrator.TestKit.Postgres;

/// <summary>One life of the server: from its start until all its processes have ended.</summary>
internal sealed class PostgresProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _server;
    private readonly Process _guard;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _said = new();
    private readonly Task _reading;

    private PostgresProcess(ProcessStartInfo start, string folder)
    {
        _server = Process.Start(start)!;
        _server.StandardInput.Close();
        _reading = Task.WhenAll(ReadAsync(_server.StandardError), ReadAsync(_server.StandardOutput));
        _guard = Guard(_server.Id, folder);
    }

    /// <summary>Its process id.</summary>
    public int Id => _server.Id;

    /// <summary>The last lines of its log.</summary>
    public string Log
    {
        get
        {
            lock (_said)
                return string.Join('\n', _said);
        }
    }

    /// <summary>Starts the server and waits until it takes connections.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="folder">Its data, deleted if this process should die before it ends the server.</param>
    /// <exception cref="InvalidOperationException">It ended instead; the message has its log.</exception>
    public static async Task<PostgresProcess> StartAsync(ProcessStartInfo start, string folder)
    {
        var process = new PostgresProcess(start, folder);
        try
        {
            if (await Task.WhenAny(process._ready.Task, process._reading).WaitAsync(Patience) == process._ready.Task)
                return process;
            throw new InvalidOperationException($"The PostgreSQL server did not start: {process.Log}");
        }
        catch
        {
            await process.EndAsync("KILL");
            throw;
        }
    }

    /// <summary>Sends a signal that ends it, and waits until its last process is gone.</summary>
    /// <param name="signal">INT: close all connections; QUIT: at once, as after a crash; KILL: a crash.</param>
    public async Task EndAsync(string signal)
    {
        Send(signal, _server.Id);
        await _server.WaitForExitAsync().WaitAsync(Patience);
        // Every process of the server holds the log open: at its end the last one is gone.
        await _reading.WaitAsync(Patience);
        _guard.Kill();
        await _guard.WaitForExitAsync().WaitAsync(Patience);
        _guard.Dispose();
        _server.Dispose();
    }

    /// <summary>The ids of the server's processes, its own first.</summary>
    public IReadOnlyList<int> Processes() =>
    [
        _server.Id,
        .. File.ReadAllText($"/proc/{_server.Id}/task/{_server.Id}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture)),
    ];

    private static void Send(string signal, int process)
    {
        using var sent = Process.Start("kill", [$"-{signal}", $"{process}"]);
        sent.WaitForExit();
    }

    // Ends the server and deletes its folder when this process dies without doing so: its pipe closes then.
    private static Process Guard(int server, string folder) => Process.Start(
        new ProcessStartInfo("sh",
        [
            "-c", "read -r _; kill -QUIT $0; while kill -0 $0; do sleep 0.1; done; rm -rf \"$1\"", $"{server}", folder,
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;

    private async Task ReadAsync(StreamReader log)
    {
        while (await log.ReadLineAsync() is { } line)
        {
            lock (_said)
            {
                _said.Enqueue(line);
                if (_said.Count > 50)
                    _said.Dequeue();
            }

            if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
                _ready.TrySetResult();
        }
    }
}
