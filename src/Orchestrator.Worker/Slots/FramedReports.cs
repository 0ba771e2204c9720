using System.Threading.Channels;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Slots;

/// <summary>
/// What a slot's process says, written to its node at once and by the thread that says it: whatever kills the process
/// next, a result that was said has left it, and so has the name of the trial that is begun. Thread-safe.
/// </summary>
internal sealed class FramedReports(Stream output, string worker, Action broken) : ChannelWriter<WorkerMessage>
{
    private readonly Lock _gate = new();
    private bool _ended;

    /// <inheritdoc/>
    public override bool TryWrite(WorkerMessage item)
    {
        lock (_gate)
        {
            if (_ended)
                return false;
            try
            {
                MessageFrames.Write(output, WorkerMessageMapper.ToWire(item, worker));
                return true;
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                _ended = true;
            }
        }

        broken();
        return false;
    }

    /// <inheritdoc/>
    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(!Volatile.Read(ref _ended));
}
