using System.Threading.Channels;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Benchmarks.Orchestration;

/// <summary>
/// A worker whose trials take no time: answers every lease at once with a made-up result for each trial. Speaks by
/// channels, whatever carries them.
/// </summary>
public sealed class NoOpWorker(string name, int slots)
{
    private static readonly int[] Confusion = [70, 10, 15, 5];

    private long _results;

    /// <summary>How many results it has reported.</summary>
    public long Results => Volatile.Read(ref _results);

    /// <summary>How many of them were acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Attaches and works until the coordinator's stream ends or it is told to stop.</summary>
    public async Task RunAsync(
        ChannelReader<CoordinatorMessage> incoming, ChannelWriter<WorkerMessage> outgoing, CancellationToken stop)
    {
        await outgoing.WriteAsync(new WorkerAttached(name, WorkerOffer.Cpu(slots)), stop);
        try
        {
            await foreach (var message in incoming.ReadAllAsync(stop))
            {
                if (message is LeaseGranted granted)
                    await AnswerAsync(granted, outgoing, stop);
                else if (message is ResultsAcknowledged acknowledged)
                    Acknowledged = acknowledged.Results;
                else if (message is ReportRefused refused)
                    throw new InvalidOperationException($"The coordinator refused trial {refused.Trial}: {refused.Reason}");
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped by the benchmark.
        }
        finally
        {
            outgoing.TryComplete();
        }
    }

    private async Task AnswerAsync(
        LeaseGranted granted, ChannelWriter<WorkerMessage> outgoing, CancellationToken stop)
    {
        foreach (var trial in granted.Trials)
        {
            var timings = new TrialTimings(0, 0, name, trial.Attempt);
            var finished = new TrialFinished(
                granted.Lease, trial.Index, ResultOf(granted.Plan, trial.Index), timings);
            await outgoing.WriteAsync(finished, stop);
            Interlocked.Increment(ref _results);
        }

        await outgoing.WriteAsync(new LeaseReturned(granted.Lease), stop);
    }

    private static TrialResult ResultOf(SweepPlan plan, long trial) => new()
    {
        Key = plan.Keys.Trial(plan.Grid[trial]),
        RealRows = 80,
        SyntheticRows = 0,
        TestRows = 100,
        Correct = 75,
        Accuracy = 0.75,
        BalancedAccuracy = 0.7,
        F1 = 0.7,
        RocAuc = 0.8,
        LogLoss = 0.5,
        Brier = 0.25,
        Confusion = Confusion,
    };
}
