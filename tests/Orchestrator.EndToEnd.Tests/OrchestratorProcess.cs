using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>One run of the real program, or of one of the tests', watched through its pipes.</summary>
internal sealed class OrchestratorProcess : IDisposable
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;
    private const string Program = "orchestrator";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly string _commandLine;

    private OrchestratorProcess(
        string program, string[] args, IReadOnlyDictionary<string, string>? environment = null)
    {
        _commandLine = $"{program} {string.Join(' ', args)}";
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, program), args)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
            _process.StartInfo.Environment[variable] = value;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => _error.Append(line.Data is null ? "" : line.Data + "\n");
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public bool IsRunning => !_process.HasExited;

    public int Id => _process.Id;

    /// <summary>All that it has written so far, in whole lines.</summary>
    public string Said => $"{Out}{_error}";

    /// <summary>What it has written to its standard output so far, in whole lines.</summary>
    public string Out
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static OrchestratorProcess Start(params string[] args) => new(Program, args);

    /// <summary>Starts the program of this name that the tests brought along.</summary>
    public static OrchestratorProcess StartOther(string program, params string[] args) => new(program, args);

    /// <summary>Starts it with more in its environment.</summary>
    public static OrchestratorProcess Start(IReadOnlyDictionary<string, string> environment, string[] args) =>
        new(Program, args, environment);

    /// <summary>Runs a command line to its end.</summary>
    public static async Task<ProcessResult> RunAsync(params string[] args)
    {
        using var process = new OrchestratorProcess(Program, args);
        return await process.EndAsync();
    }

    /// <summary>Waits for a line of the output that fits; false where the program ended without one.</summary>
    public async Task<bool> SeesAsync(Func<string, bool> fits)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token))
            {
                if (fits(line))
                    return true;
            }

            return false;
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException(
                $"{_commandLine} did not write the line awaited within {Limit}:\n{Out}{_error}", late);
        }
    }

    public void Signal(int signal) => Signal(_process.Id, signal);

    public static void Signal(int process, int signal) => Assert.Equal(0, SendSignal(process, signal));

    public async Task<ProcessResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"{_commandLine} did not end within {Limit}:\n{Out}{_error}", late);
        }

        return new ProcessResult(_commandLine, _process.ExitCode, Out, _error.ToString());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _lines.Writer.Complete();
            return;
        }

        lock (_output)
            _output.Append(line).Append('\n');
        _lines.Writer.TryWrite(line);
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}

/// <summary>What a run came to.</summary>
internal sealed record ProcessResult(string CommandLine, int Code, string Out, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The same result where the exit code is <paramref name="code"/>.</summary>
    public ProcessResult Expect(int code)
    {
        Assert.True(Code == code, $"{CommandLine} ended with {Code} instead of {code}:\n{Out}{Error}");
        return this;
    }
}
