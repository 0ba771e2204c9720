using System.Globalization;
using System.Security.Cryptography;

namespace Akka.Cluster;

/// <summary>
/// Names the holders of leases by their process, so that a node that was killed and started again on the same machine
/// can tell that its earlier life is over. Linux only; elsewhere no holder is known to be dead.
/// </summary>
internal static class HolderProcess
{
    private const char Separator = ':';
    private const int StartTimeField = 19; // of those after the program's name, in proc(5)

    /// <summary>
    /// A name for a holder in this process: machine and boot, process namespace, process, and its own.
    /// </summary>
    public static string NewName()
    {
        var own = RandomNumberGenerator.GetHexString(24, lowercase: true);
        return Machine() is { } machine && StartOf(Environment.ProcessId) is { } start
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{machine}{Separator}{Environment.ProcessId}{Separator}{start}{Separator}{own}")
            : own;
    }

    /// <summary>
    /// Whether the holder was a process of this machine that has ended. False where that is not known.
    /// </summary>
    public static bool HasEnded(string holder)
    {
        var parts = holder.Split(Separator);
        return parts.Length == 5 && Machine() is { } machine && $"{parts[0]}{Separator}{parts[1]}" == machine
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var process)
            && StartOf(process) != parts[3];
    }

    private static string? Machine() =>
        Read("/proc/sys/kernel/random/boot_id") is { } boot
        && new FileInfo("/proc/self/ns/pid").LinkTarget is { } processes
            ? $"{boot.Trim()}{Separator}{processes.Replace(Separator, '.')}"
            : null;

    /// <summary>
    /// When a process began, since the machine did; null where there is none, or only what is left of it.
    /// </summary>
    private static string? StartOf(int process)
    {
        if (Read($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/stat") is not { } stat)
        {
            return null;
        }
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return fields[0] is "Z" or "X" ? null : fields[StartTimeField];
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
