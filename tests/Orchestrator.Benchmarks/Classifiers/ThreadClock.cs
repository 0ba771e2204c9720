using System.Runtime.InteropServices;

namespace Orchestrator.Benchmarks.Classifiers;

/// <summary>The CPU time that the calling thread has used (Linux).</summary>
internal static class ThreadClock
{
    private const int ThreadCpuTime = 3;

    public static double Milliseconds =>
        GetTime(ThreadCpuTime, out var time) == 0
            ? time.Seconds * 1e3 + time.Nanoseconds / 1e6
            : throw new PlatformNotSupportedException("There is no clock of the thread's CPU time here.");

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
