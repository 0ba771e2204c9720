using System.Globalization;
using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.SlotProgram;

/// <summary>
/// Runs leases truly, except that the process is killed, as one that took too much memory is, whenever it comes to one
/// trial: the one whose index ends the sweep's name, <c>NAME-INDEX</c>. In a lease with others that is in the middle,
/// when some have their result.
/// </summary>
public sealed class PoisonRunner(IBundleRunner inner) : IBundleRunner
{
    /// <inheritdoc/>
    public void Run(
        LeaseGranted granted, string worker, string device, ChannelWriter<WorkerMessage> outgoing,
        CancellationToken cancellation)
    {
        var name = granted.Plan.Definition.Spec.Name;
        var poison = long.Parse(name.AsSpan(name.LastIndexOf('-') + 1), CultureInfo.InvariantCulture);
        inner.Run(
            granted, worker, device, new Deadly(outgoing, poison, isAlone: granted.Trials.Count == 1), cancellation);
    }

    private sealed class Deadly(ChannelWriter<WorkerMessage> outgoing, long poison, bool isAlone)
        : ChannelWriter<WorkerMessage>
    {
        private bool _isInTheMiddle = isAlone;

        public override bool TryWrite(WorkerMessage item)
        {
            var isWritten = outgoing.TryWrite(item);
            _isInTheMiddle |= item is TrialFinished;
            if (_isInTheMiddle && item is TrialsStarted started && started.Trials.Contains(poison))
                WayOfDying.KillThisProcess();
            return isWritten;
        }

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
            outgoing.WaitToWriteAsync(cancellationToken);
    }
}
