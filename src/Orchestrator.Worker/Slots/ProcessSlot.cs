using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Slots;

/// <summary>
/// A slot whose bundles run in a process of their own. A process that dies is replaced at once, and after growing
/// waits where one dies after the other.
/// </summary>
internal sealed class ProcessSlot : ISlot
{
    /// <summary>How many processes may end before the first is ready.</summary>
    public const int MostFailedStarts = 5;

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private readonly SlotCommand _command;
    private readonly SlotPlace _place;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _keeping;
    private volatile TaskCompletionSource<SlotProcess> _available = NewSource();
    private volatile SlotProcess? _process;

    public ProcessSlot(SlotCommand command, SlotPlace place, TimeProvider time, ILogger log)
    {
        (_command, _place, _time, _log) = (command, place, time, log);
        _keeping = Task.Run(KeepAsync);
    }

    /// <inheritdoc/>
    public string Device => _place.Device;

    /// <inheritdoc/>
    public long ResidentBytes => _process?.ResidentBytes ?? 0;

    /// <inheritdoc/>
    public async Task RunAsync(
        LeaseGranted granted, ChannelWriter<WorkerMessage> outgoing, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var available = _available;
                var process = await available.Task.WaitAsync(cancellation).ConfigureAwait(false);
                if (await process.TryRunAsync(granted, outgoing, cancellation).ConfigureAwait(false))
                    return;
                Replace(available);
            }
        }
        catch (OperationCanceledException)
        {
            outgoing.TryWrite(new LeaseReturned(granted.Lease));
        }
        catch (SlotStartException)
        {
            outgoing.TryWrite(new LeaseReturned(granted.Lease));
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _keeping.ConfigureAwait(false);
        _closing.Dispose();
    }

    private static TaskCompletionSource<SlotProcess> NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task KeepAsync()
    {
        var (failures, everReady) = (0, false);
        try
        {
            while (!_closing.IsCancellationRequested)
            {
                var (ready, served, how) = await LiveAsync().ConfigureAwait(false);
                if (_closing.IsCancellationRequested)
                    break;
                everReady |= ready;
                failures = served ? 0 : failures + 1;
                if (!everReady && failures >= MostFailedStarts)
                    throw new SlotStartException($"{_place}: its process does not start: {how}");
                var wait = Wait(failures);
                Log.SlotEnded(_log, _place, how, wait);
                await Task.Delay(wait, _time, _closing.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The slot is closed.
        }
        catch (SlotStartException unusable)
        {
            _available.TrySetException(unusable);
            return;
        }

        _available.TrySetCanceled();
    }

    /// <summary>One process, from its start to its end.</summary>
    private async Task<(bool Ready, bool Served, string How)> LiveAsync()
    {
        SlotProcess process;
        try
        {
            process = await SlotProcess.StartAsync(_command, _place, _time, _log).ConfigureAwait(false);
        }
        catch (SlotStartException refused)
        {
            return (false, false, refused.Message);
        }

        await using (process.ConfigureAwait(false))
        {
            using var closing = _closing.Token.UnsafeRegister(_ => process.Kill(), null);
            using var limit = new CancellationTokenSource(StartLimit, _time);
            using var starting = limit.Token.UnsafeRegister(_ => KillUnlessReady(process), null);
            await Task.WhenAny(process.Ready, process.Ended).ConfigureAwait(false);
            if (!process.Ready.IsCompletedSuccessfully)
                return (false, false, await process.Ended.ConfigureAwait(false));
            Log.SlotReady(_log, _place, process.Id);
            _process = process;
            var available = _available;
            available.TrySetResult(process);
            var how = await process.Ended.ConfigureAwait(false);
            Replace(available);
            _process = null;
            return (true, process.HasServed, how);
        }
    }

    private static void KillUnlessReady(SlotProcess process)
    {
        if (!process.Ready.IsCompleted)
            process.Kill();
    }

    // Whoever finds the process gone first puts a new source in the place of the old one.
    private void Replace(TaskCompletionSource<SlotProcess> gone) =>
        _ = Interlocked.CompareExchange(ref _available, NewSource(), gone);

    private static TimeSpan Wait(int failures) => failures == 0
        ? TimeSpan.Zero
        : TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, ShortestWait.Ticks << Math.Min(failures - 1, 20)));
}
