using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Orchestrator.Deploy.Tests.Tools;

/// <summary>The real program, running until it is told to stop; killed at the end of the test where it was not.</summary>
internal sealed class RunningProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _said = [];

    public RunningProgram(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "orchestrator"), arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written so far, to either stream.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return string.Join('\n', _said);
        }
    }

    /// <summary>Waits for a line that fits, and gives it.</summary>
    public async Task<string> SeesAsync(Func<string, bool> fits, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                if (await _lines.Reader.ReadAsync(limit.Token) is var line && fits(line))
                    return line;
            }
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"{what} was not seen within {Patience}:\n{Said}", late);
        }
    }

    /// <summary>Sends SIGTERM, waits until it has ended, and gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        (await ChartTools.RunAsync("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])).Succeeded();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_said)
            _said.Add(line);
        _lines.Writer.TryWrite(line);
    }
}
