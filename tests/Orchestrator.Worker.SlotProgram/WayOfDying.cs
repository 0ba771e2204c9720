using System.Runtime.InteropServices;
using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.SlotProgram;

/// <summary>
/// Runs leases as the sweep's name says. The first trial always gets its result; the next two are then under way when
/// it happens, if the lease has them on their first attempt.
/// </summary>
public sealed partial class WayOfDying : IBundleRunner
{
    private const int Kill = 9;

    /// <inheritdoc/>
    public void Run(
        LeaseGranted granted, string worker, string device, ChannelWriter<WorkerMessage> outgoing,
        CancellationToken cancellation)
    {
        outgoing.TryWrite(new LeaseProgressed(granted.Lease, new StageProgress(StageNames.FitModel, worker + device)));
        for (var place = 0; place < granted.Trials.Count; place++)
        {
            if (place == 1)
            {
                outgoing.TryWrite(new TrialsStarted(granted.Lease, [.. granted.Trials.Skip(1).Take(2).Select(t => t.Index)]));
                Happen(granted.Plan.Definition.Spec.Name, granted.Trials[place].Attempt, cancellation);
                if (cancellation.IsCancellationRequested)
                    return;
            }

            var trial = granted.Trials[place];
            var result = TestSweeps.Result(granted.Plan.Keys.Trial(granted.Plan.Grid[trial.Index]));
            outgoing.TryWrite(new TrialFinished(
                granted.Lease, trial.Index, result, new TrialTimings(0.1, 0.1, worker, trial.Attempt)));
        }
    }

    /// <summary>As the system ends a process that took too much memory.</summary>
    internal static void KillThisProcess() => _ = SignalTo(Environment.ProcessId, Kill);

    private static void Happen(string name, int attempt, CancellationToken cancellation)
    {
        if (attempt > 1)
            return;
        switch (name)
        {
            case "killed":
                KillThisProcess();
                break;
            case "aborts":
                Console.Error.WriteLine("terminate called: the test said so");
                Abort();
                break;
            case "out-of-memory":
                GC.KeepAlive(new long[int.MaxValue, 4096]); // 64 TiB
                break;
            case "waits":
                cancellation.WaitHandle.WaitOne();
                break;
            case "deaf":
                new ManualResetEventSlim().Wait(Timeout.Infinite, CancellationToken.None);
                break;
            case "noisy":
                Console.WriteLine("a line on standard output");
                Print("and one of native code\n");
                break;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SignalTo(int process, int signal);

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void Abort();

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint WriteTo(int descriptor, ReadOnlySpan<byte> bytes, nuint count);

    private static void Print(string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        _ = WriteTo(1, bytes, (nuint)bytes.Length);
    }
}
