using System.Runtime.InteropServices;

namespace Orchestrator.Training.Costs;

/// <summary>
/// The processor time of the calling thread, which tells what work takes however busy the machine is; elsewhere than on
/// Linux, and for work that a GPU does, the time by the clock.
/// </summary>
internal sealed partial class ThreadClock(string device, TimeProvider time)
{
    private const int ThreadProcessorTime = 3;

    private readonly bool _byClock = device != "cpu" || !OperatingSystem.IsLinux();

    /// <summary>Seconds since some moment.</summary>
    public double Now()
    {
        if (!_byClock && Get(ThreadProcessorTime, out var now) == 0)
            return now.Seconds + (now.Nanoseconds * 1e-9);
        return (double)time.GetTimestamp() / time.TimestampFrequency;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int Get(int clock, out Moment time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Moment
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
