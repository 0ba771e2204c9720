using Microsoft.Extensions.Logging;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Leases;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker.Attachment;

/// <summary>
/// Leaves a session in order: no more leases, those under way may finish within the limit, the rest goes back, and what
/// was sent is acknowledged.
/// </summary>
internal sealed class SessionDrain(
    RemoteWorkerOptions options, HeldLeases leases, SessionOutbox outbox, TimeProvider time, ILogger log)
{
    // A slot that does not stop when it is told to is killed after its own limit; a thread cannot be.
    private static readonly TimeSpan HandBackLimit = 2 * SlotProcess.StopLimit;

    public async Task RunAsync(CancellationToken abort)
    {
        outbox.TryWrite(new WorkerDraining());
        leases.Close();
        Log.Draining(log, leases.Count, options.DrainLimit);
        if (!await EndsAsync(leases.Idle, options.DrainLimit, abort).ConfigureAwait(false))
        {
            Log.DrainLimitReached(log, leases.Count);
            leases.CancelAll();
            await EndsAsync(leases.Idle, HandBackLimit, abort).ConfigureAwait(false);
        }

        if (await EndsAsync(outbox.WhenAcknowledgedAsync(), options.AcknowledgementLimit, abort).ConfigureAwait(false))
            Log.Drained(log);
        else
            Log.NotAcknowledged(log, outbox.Unacknowledged);
    }

    private async Task<bool> EndsAsync(Task task, TimeSpan limit, CancellationToken abort)
    {
        try
        {
            await task.WaitAsync(limit, time, abort).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
