using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Tests.Attachment;

/// <summary>
/// A runner that finishes each lease at once, or, for sweeps whose name begins with "waits", its first trial at once and
/// the rest when the test says so.
/// </summary>
internal sealed class GatedRunner(IDatasetSource? datasets = null) : IBundleRunner
{
    public ManualResetEventSlim Gate { get; } = new();

    public void Run(
        LeaseGranted granted, string worker, string device, ChannelWriter<WorkerMessage> outgoing,
        CancellationToken cancellation)
    {
        _ = datasets?.Get(granted.Plan.Definition);
        foreach (var trial in granted.Trials)
        {
            if (trial != granted.Trials[0] && granted.Plan.Definition.Spec.Name.StartsWith("waits", StringComparison.Ordinal))
            {
                try
                {
                    Gate.Wait(cancellation);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }

            var key = granted.Plan.Keys.Trial(granted.Plan.Grid[trial.Index]);
            outgoing.TryWrite(new TrialFinished(
                granted.Lease, trial.Index, TestSweeps.Result(key), new TrialTimings(0.1, 0.1, worker, trial.Attempt)));
        }
    }
}
