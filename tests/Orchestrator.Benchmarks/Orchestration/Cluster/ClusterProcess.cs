using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>A process of the cluster under measurement. It ends with this object.</summary>
internal sealed class ClusterProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly string _commandLine;

    private ClusterProcess(string program, string[] arguments)
    {
        _commandLine = $"{program} {string.Join(' ', arguments)}";
        Started = Stopwatch.GetTimestamp();
        _process = Process.Start(
            new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), arguments)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        _ = ReadAsync();
    }

    /// <summary>When it was started, as <see cref="Stopwatch"/> counts.</summary>
    public long Started { get; }

    /// <summary>What it and its children have used so far.</summary>
    public ProcessUsage Usage => ProcessUsage.OfTree(_process.Id);

    /// <summary>The product.</summary>
    public static ClusterProcess Orchestrator(params string[] arguments) => new("orchestrator", arguments);

    /// <summary>This program, in another part.</summary>
    public static ClusterProcess Benchmark(params string[] arguments) => new("Orchestrator.Benchmarks", arguments);

    /// <summary>Waits for a line of the output that fits.</summary>
    /// <exception cref="InvalidOperationException">It ended, or wrote none within two minutes.</exception>
    public async Task<Match> LineAsync(string pattern)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
            {
                if (Regex.Match(line, pattern) is { Success: true } match)
                    return match;
            }
        }
        catch (OperationCanceledException timeout)
        {
            throw new InvalidOperationException(
                $"{_commandLine} did not write '{pattern}' within {Patience}.", timeout);
        }

        throw new InvalidOperationException($"{_commandLine} ended without a line '{pattern}'.");
    }

    /// <summary>Waits for its end; gives what it used, as it was last seen.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<ProcessUsage> EndAsync()
    {
        var usage = Usage;
        var ended = _process.WaitForExitAsync();
        while (!ended.IsCompleted)
        {
            if (Usage is { Seconds: > 0 } now)
                usage = now;
            await Task.WhenAny(ended, Task.Delay(50));
        }

        return _process.ExitCode == 0
            ? usage
            : throw new InvalidOperationException($"{_commandLine} ended with {_process.ExitCode}.");
    }

    /// <summary>Ends its input, which tells the parts of this program to leave.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Kills it (SIGKILL) and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
            _lines.Writer.TryWrite(line);
        _lines.Writer.Complete();
    }
}
