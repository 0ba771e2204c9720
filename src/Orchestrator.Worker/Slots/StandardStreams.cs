using Microsoft.Win32.SafeHandles;

namespace Orchestrator.Worker.Slots;

/// <summary>The standard streams of a slot's process, kept for its node.</summary>
internal static class StandardStreams
{
    /// <summary>
    /// Takes standard input, and standard output for itself: what others write there goes to standard error.
    /// </summary>
    public static (Stream Input, Stream Output) Take()
    {
        if (!OperatingSystem.IsLinux())
            return (Console.OpenStandardInput(), Console.OpenStandardOutput());
        var output = new SafeFileHandle(LinuxProcess.TakeStandardOutput(), ownsHandle: true);
        return (Console.OpenStandardInput(), new FileStream(output, FileAccess.Write, bufferSize: 0));
    }
}
