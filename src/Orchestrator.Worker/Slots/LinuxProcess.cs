using System.Globalization;
using System.Runtime.InteropServices;

namespace Orchestrator.Worker.Slots;

/// <summary>What a slot's process asks of the kernel. Elsewhere than on Linux nothing is asked.</summary>
internal static partial class LinuxProcess
{
    private const int SetParentDeathSignal = 1;
    private const int Kill = 9;
    private const int OutOfMemoryScore = 500;

    /// <summary>
    /// Asks to be killed when the thread that started this process ends, and to be picked first when memory runs out.
    /// </summary>
    public static void BindToParent()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _ = ProcessControl(SetParentDeathSignal, Kill, 0, 0, 0);
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", OutOfMemoryScore.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Then the kernel picks as it likes.
        }
    }

    /// <summary>
    /// Leads what is written to standard output from now on, by native code too, to standard error.
    /// </summary>
    /// <returns>The descriptor of what was standard output; 1 elsewhere than on Linux.</returns>
    public static int TakeStandardOutput()
    {
        if (!OperatingSystem.IsLinux())
            return 1;
        var taken = Duplicate(1);
        return taken >= 0 && DuplicateTo(2, 1) >= 0
            ? taken
            : throw new SlotStartException("Standard output cannot be taken over.");
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int DuplicateTo(int descriptor, int target);
}
