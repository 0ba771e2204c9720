using System.Diagnostics;

namespace Orchestrator.TestKit;

/// <summary>Programs of Debian's packages, run to their end.</summary>
public static class DebianProgram
{
    /// <summary>Runs a program with the given standard input; its exit code and all that it printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(
        string program, string input, CancellationToken cancellation, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (
            process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
        await process.StandardInput.WriteAsync(input.AsMemory(), cancellation);
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, await output + await error);
    }
}
