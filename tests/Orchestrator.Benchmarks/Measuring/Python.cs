using System.Diagnostics;
using System.Runtime.Intrinsics.X86;

namespace Orchestrator.Benchmarks.Measuring;

/// <summary>
/// How reference programs are started: Debian's Python, one thread a process, and the fastest kernels of OpenBLAS that
/// the processor has (it takes processors newer than itself for very old ones), unless the environment names others.
/// </summary>
internal static class Python
{
    /// <summary>The interpreter.</summary>
    public const string Interpreter = "/usr/bin/python3";

    private const string Kernels = "OPENBLAS_CORETYPE";

    /// <summary>A start whose output, and input if wanted, is ours.</summary>
    public static ProcessStartInfo StartInfo(IEnumerable<string> arguments, bool input = false)
    {
        var start = new ProcessStartInfo(Interpreter, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = input,
            RedirectStandardOutput = true,
        };
        foreach (var name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
            start.Environment[name] = "1";
        var kernels = Avx512DQ.VL.IsSupported && Avx512BW.IsSupported ? "SkylakeX" : Fma.IsSupported ? "Haswell" : null;
        if (kernels is not null && !start.Environment.ContainsKey(Kernels))
            start.Environment[Kernels] = kernels;
        return start;
    }

    /// <summary>Runs a program to its end and gives what it printed; null where it failed, or is not there.</summary>
    public static string? Run(IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(StartInfo(arguments))!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
