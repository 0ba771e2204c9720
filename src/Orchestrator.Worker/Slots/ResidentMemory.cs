using System.Globalization;

namespace Orchestrator.Worker.Slots;

/// <summary>Resident memory of a process.</summary>
internal static class ResidentMemory
{
    /// <summary>Bytes; 0 where they cannot be found out.</summary>
    public static long Of(int processId)
    {
        try
        {
            // Pages, the second of the numbers.
            var pages = File.ReadAllText($"/proc/{processId}/statm").Split(' ')[1];
            return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or FormatException)
        {
            return 0;
        }
    }
}
