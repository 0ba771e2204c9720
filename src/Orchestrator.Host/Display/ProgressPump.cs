using Orchestrator.Coordinator.Progress;

namespace Orchestrator.Host.Display;

/// <summary>
/// Shows the newest state at a steady pace, however fast or slow states come: one may stay for minutes while the clock
/// goes on, and hundreds may come in a second.
/// </summary>
internal sealed class ProgressPump(TimeSpan interval, TimeProvider time)
{
    /// <summary>
    /// Calls <paramref name="show"/> with the newest state on each tick, and with the last one at the end.
    /// </summary>
    public async Task<SweepProgress?> RunAsync(
        IAsyncEnumerable<SweepProgress> states, Action<SweepProgress> show, CancellationToken cancellation)
    {
        SweepProgress? newest = null;
        var shown = new Lock();
        await using (time.CreateTimer(_ => Tick(), null, interval, interval))
        {
            await foreach (var state in states.WithCancellation(cancellation))
                Volatile.Write(ref newest, state);
        }

        if (newest is not null)
            show(newest);
        return newest;

        void Tick()
        {
            lock (shown)
            {
                if (Volatile.Read(ref newest) is { } state)
                    show(state);
            }
        }
    }
}
