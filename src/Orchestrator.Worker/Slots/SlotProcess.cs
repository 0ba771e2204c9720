using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Execution;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Worker.Slots;

/// <summary>
/// The node's side of one process of a slot, from its start to its end: writes leases to its standard input, reads what
/// comes of them from its standard output, forwards its standard error to the log. Ends when the process does.
/// </summary>
internal sealed class SlotProcess : IAsyncDisposable
{
    /// <summary>How long a process may go on with a lease that was cancelled, before it is killed.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly SlotPlace _place;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly HashSet<string> _known = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile RunningLease? _running;
    private volatile string? _lastWords;

    private SlotProcess(Process process, SlotPlace place, TimeProvider time, ILogger log)
    {
        (_process, _place, _time, _log) = (process, place, time, log);
        Ended = ServeAsync();
    }

    /// <summary>Ends once the process has said that it can take leases.</summary>
    public Task Ready => _ready.Task;

    /// <summary>Ends with the process; the result says how it ended, in one line.</summary>
    public Task<string> Ended { get; }

    /// <summary>Whether a lease was run to its end.</summary>
    public bool HasServed { get; private set; }

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Resident memory, in bytes.</summary>
    public long ResidentBytes => ResidentMemory.Of(_process.Id);

    /// <summary>Starts the process of a slot.</summary>
    /// <exception cref="SlotStartException">The program cannot be started.</exception>
    public static async Task<SlotProcess> StartAsync(
        SlotCommand command, SlotPlace place, TimeProvider time, ILogger log)
    {
        var start = new ProcessStartInfo(command.FileName)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);
        foreach (var argument in (string[])["--worker", place.Worker, "--device", place.Device])
            start.ArgumentList.Add(argument);
        foreach (var variable in command.Withheld)
            start.Environment.Remove(variable);
        return new SlotProcess(await ChildStarter.StartAsync(start).ConfigureAwait(false), place, time, log);
    }

    /// <summary>
    /// Runs a lease as <see cref="ISlot.RunAsync"/> says; false, with nothing said, where the process had ended before.
    /// </summary>
    public async Task<bool> TryRunAsync(
        LeaseGranted granted, ChannelWriter<WorkerMessage> outgoing, CancellationToken cancellation)
    {
        var lease = new RunningLease(granted.Lease, outgoing, new SlotReports(outgoing, forwardStarts: false));
        _running = lease;
        if (Ended.IsCompleted || !await TrySendAsync(granted).ConfigureAwait(false))
        {
            await Ended.ConfigureAwait(false);
            return false;
        }

        var revoking = cancellation.UnsafeRegister(_ => _ = RevokeAsync(lease), null);
        await using (revoking.ConfigureAwait(false))
            await Task.WhenAny(lease.Over.Task, Ended).ConfigureAwait(false);
        _running = null;
        if (!lease.Over.Task.IsCompleted)
        {
            Crashed(lease, await Ended.ConfigureAwait(false), cancellation);
        }
        else if (await lease.Over.Task.ConfigureAwait(false))
        {
            HasServed = true;
        }
        else
        {
            Kill();
            await Ended.ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Kills the process.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Kill();
        await Ended.ConfigureAwait(false);
        _process.Dispose();
        _writing.Dispose();
    }

    // What was reported before the end has been read before: the end comes after the last byte.
    private static void Crashed(RunningLease lease, string how, CancellationToken cancellation) =>
        lease.Outgoing.TryWrite(cancellation.IsCancellationRequested
            ? new LeaseReturned(lease.Id)
            : new SlotCrashed(lease.Id, lease.Reports.Suspects, how));

    private async Task<bool> TrySendAsync(LeaseGranted granted)
    {
        if (_known.Add(CoordinatorMessageMapper.SweepIdOf(granted.Plan))
            && !await TrySendAsync(CoordinatorMessageMapper.ToWire(granted.Plan)).ConfigureAwait(false))
        {
            return false;
        }

        return await TrySendAsync(CoordinatorMessageMapper.ToWire(granted)).ConfigureAwait(false);
    }

    private async Task<bool> TrySendAsync(Wire.CoordinatorMessage message)
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            await MessageFrames.WriteAsync(_process.StandardInput.BaseStream, message, CancellationToken.None)
                .ConfigureAwait(false);
            return true;
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            Kill();
            return false;
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task RevokeAsync(RunningLease lease)
    {
        await TrySendAsync(CoordinatorMessageMapper.ToWire(new LeaseRevoked(lease.Id))).ConfigureAwait(false);
        using var over = new CancellationTokenSource();
        var limit = Task.Delay(StopLimit, _time, over.Token);
        if (await Task.WhenAny(lease.Over.Task, Ended, limit).ConfigureAwait(false) == limit)
        {
            Log.SlotStopped(_log, _place, _process.Id);
            Kill();
        }

        await over.CancelAsync().ConfigureAwait(false);
    }

    private async Task<string> ServeAsync()
    {
        // Both streams are read to their end: what the process said before it ended counts.
        var errors = ForwardErrorsAsync();
        string? broken = null;
        try
        {
            var output = new BufferedStream(_process.StandardOutput.BaseStream, 64 << 10);
            await using (output.ConfigureAwait(false))
            {
                while (await MessageFrames.ReadAsync(output, Wire.WorkerMessage.Parser, CancellationToken.None)
                    .ConfigureAwait(false) is { } message)
                {
                    Handle(message);
                }
            }
        }
        catch (Exception e) when (e is IOException or WireFormatException)
        {
            broken = $"it sent what is no message: {e.Message}";
            Kill();
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        await errors.ConfigureAwait(false);
        _ready.TrySetCanceled();
        return broken is null || _process.ExitCode > 128
            ? ProcessEnd.Describe(_process.ExitCode, _lastWords) + (broken is null ? "" : $" ({broken})")
            : broken;
    }

    private void Handle(Wire.WorkerMessage wire)
    {
        if (wire.MessageCase is Wire.WorkerMessage.MessageOneofCase.Attached)
        {
            _ready.TrySetResult();
            return;
        }

        var messages = new List<WorkerMessage>();
        WorkerMessageMapper.ToDomain(wire, _place.Worker, messages);
        if (_running is not { } lease)
            return;
        foreach (var message in messages)
        {
            lease.Reports.TryWrite(message);
            if (message is LeaseReturned or SlotCrashed)
                lease.Over.TrySetResult(message is LeaseReturned);
        }
    }

    private async Task ForwardErrorsAsync()
    {
        try
        {
            while (await _process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                if (string.IsNullOrWhiteSpace(line))
                    continue;
                _lastWords = line;
                Log.SlotSaid(_log, _place, line);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The process is gone; there is nothing more to forward.
        }
    }

    private sealed record RunningLease(LeaseId Id, ChannelWriter<WorkerMessage> Outgoing, SlotReports Reports)
    {
        /// <summary>Ends with the lease; false where the process ran out of memory and is of no more use.</summary>
        public TaskCompletionSource<bool> Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
