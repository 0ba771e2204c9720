using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>Runs bundles in no time: a made-up result under the key of each trial.</summary>
internal sealed class NoOpRunner : IBundleRunner
{
    private static readonly int[] Confusion = [10, 0, 0, 0, 9, 1, 0, 2, 8];

    /// <inheritdoc/>
    public void Run(
        LeaseGranted granted, string worker, string device, ChannelWriter<WorkerMessage> outgoing,
        CancellationToken cancellation)
    {
        outgoing.TryWrite(new TrialsStarted(granted.Lease, [.. granted.Trials.Select(trial => trial.Index)]));
        foreach (var trial in granted.Trials)
        {
            if (cancellation.IsCancellationRequested)
                return;
            outgoing.TryWrite(new TrialFinished(
                granted.Lease, trial.Index, ResultOf(granted.Plan.Keys.Trial(granted.Plan.Grid[trial.Index])),
                new TrialTimings(0, 0, worker, trial.Attempt)));
        }
    }

    private static TrialResult ResultOf(TrialKey key) => new()
    {
        Key = key,
        RealRows = 120,
        SyntheticRows = 0,
        TestRows = 30,
        Correct = 27,
        Accuracy = 0.9,
        BalancedAccuracy = 0.9,
        F1 = 0.9,
        RocAuc = 0.95,
        LogLoss = 0.3,
        Brier = 0.15,
        Confusion = Confusion,
    };
}
