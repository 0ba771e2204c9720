using System.Diagnostics;
using System.Globalization;

namespace Orchestrator.Benchmarks.Measuring;

/// <summary>A Python process that answers a line with a line, from its line <c>ready …</c> on. It ends with this object.</summary>
internal sealed class PythonProgram : IDisposable
{
    private readonly Process _process;

    private PythonProgram(Process process) => _process = process;

    /// <summary>Starts it; null, with what to install on the console, where it cannot run.</summary>
    /// <param name="arguments">What the interpreter is given.</param>
    /// <param name="packages">Debian's packages that it needs.</param>
    public static PythonProgram? Start(IReadOnlyList<string> arguments, string packages)
    {
        try
        {
            var process = Process.Start(Python.StartInfo(arguments, input: true))!;
            if (process.StandardOutput.ReadLine()?.StartsWith("ready", StringComparison.Ordinal) == true)
                return new PythonProgram(process);
            process.WaitForExit();
            process.Dispose();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            Console.Error.WriteLine(missing.Message);
        }

        Console.Error.WriteLine($"The reference cannot run: apt-get install {packages}");
        return null;
    }

    /// <summary>The answer to a line.</summary>
    /// <exception cref="InvalidOperationException">The process has ended.</exception>
    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Python process ended.");
    }

    /// <summary>An answer that is made of numbers.</summary>
    public double[] Numbers(string line) =>
        [.. Ask(line).Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
