using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Execution;

/// <summary>
/// What one slot says of one lease, on its way out: keeps account of the trials under way, which are the suspects
/// should the slot die. Thread-safe.
/// </summary>
/// <param name="next">Where messages go on to.</param>
/// <param name="forwardStarts">
/// Whether <see cref="TrialsStarted"/> goes on too: from a slot's process to its node, never to a coordinator.
/// </param>
internal sealed class SlotReports(ChannelWriter<WorkerMessage> next, bool forwardStarts) : ChannelWriter<WorkerMessage>
{
    private readonly Lock _gate = new();
    private readonly HashSet<long> _suspects = [];

    /// <summary>The trials under way, ascending.</summary>
    public IReadOnlyList<long> Suspects
    {
        get
        {
            lock (_gate)
                return [.. _suspects.Order()];
        }
    }

    /// <inheritdoc/>
    public override bool TryWrite(WorkerMessage item)
    {
        if (item is TrialsStarted started)
        {
            Replace(started.Trials);
            return !forwardStarts || next.TryWrite(item);
        }

        // Out first: a result that is lost on the way must leave its trial a suspect.
        var written = next.TryWrite(item);
        if (item is TrialFinished or TrialThrew)
            Remove(item is TrialFinished finished ? finished.Trial : ((TrialThrew)item).Trial);
        return written;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
        next.WaitToWriteAsync(cancellationToken);

    private void Replace(IReadOnlyList<long> trials)
    {
        lock (_gate)
        {
            _suspects.Clear();
            _suspects.UnionWith(trials);
        }
    }

    private void Remove(long trial)
    {
        lock (_gate)
            _suspects.Remove(trial);
    }
}
