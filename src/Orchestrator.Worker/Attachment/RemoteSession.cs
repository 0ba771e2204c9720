using Grpc.Core;
using Microsoft.Extensions.Logging;
using Orchestrator.Protocol;
using Orchestrator.Protocol.Access;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Datasets;
using Orchestrator.Worker.Diagnostics;
using Orchestrator.Worker.Leases;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Worker.Attachment;

/// <summary>
/// One session with one coordinator, from attaching to the end of the stream. Runs once. However it ends, its leases
/// are cancelled and what was not acknowledged is dropped: the coordinator has taken them back.
/// </summary>
internal sealed class RemoteSession
{
    private readonly RemoteWorkerOptions _options;
    private readonly SlotPool _slots;
    private readonly BlobCache _cache;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Uri _coordinator;
    private readonly Wire.Workers.WorkersClient _client;
    private readonly SessionOutbox _outbox = new();
    private readonly SessionPlans _plans;
    private readonly HeldLeases _leases;
    private readonly TaskCompletionSource<SessionTerms> _welcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile bool _over;

    public RemoteSession(
        RemoteWorkerOptions options, SlotPool slots, BlobCache cache, TimeProvider time, ILogger log, Uri coordinator,
        CallInvoker calls)
    {
        (_options, _slots, _cache, _time, _log, _coordinator) = (options, slots, cache, time, log, coordinator);
        _client = new Wire.Workers.WorkersClient(calls);
        _plans = new SessionPlans(options.Worker.Version, log);
        var blobs = new GrpcBlobSource(_client, time);
        _leases = new HeldLeases(slots, _outbox)
        {
            Prepare = (granted, cancellation) => PrepareAsync(granted, blobs, cancellation),
        };
    }

    /// <summary>Whether the coordinator has taken the worker in, and the session goes on.</summary>
    public bool IsAttached => _welcome.Task.IsCompletedSuccessfully && !_over;

    /// <summary>Runs until the stream ends, or the worker has drained or is aborted.</summary>
    /// <exception cref="OperationCanceledException">It was aborted.</exception>
    public async Task<SessionEnd> RunAsync(CancellationToken drain, CancellationToken abort)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(abort);
        try
        {
            using var call = _client.Attach(cancellationToken: ending.Token);
            _outbox.TryWrite(new WorkerAttached(_options.Worker.Name, _options.Worker.ToOffer(_cache.List())));
            var sending = SendAsync(call.RequestStream);
            var receiving = ReceiveAsync(call.ResponseStream, ending.Token);
            var draining = DriveAsync(sending, receiving, drain, ending.Token);
            var first = await Task.WhenAny(sending, receiving, draining, _slots.Failed).ConfigureAwait(false);
            if (first == sending && !sending.IsFaulted)
                first = await Task.WhenAny(receiving, draining).ConfigureAwait(false);

            // A write that fails has no reason of its own: the status says why.
            if (first == sending)
                await receiving.ConfigureAwait(false);
            await first.ConfigureAwait(false);
            return first == draining
                ? Ended(drained: true, "drained")
                : Ended(drain.IsCancellationRequested && _leases.Count == 0, "the coordinator closed the session");
        }
        catch (RpcException refused)
        {
            abort.ThrowIfCancellationRequested();
            var leader = refused.Trailers.GetValue(LeaderAddress.Trailer);
            return Ended(drained: false, Words(refused.Status), leader) with { Cause = refused };
        }
        catch (Exception broken) when (
            broken is IOException or HttpRequestException or InvalidOperationException or TimeoutException
                or WireFormatException)
        {
            abort.ThrowIfCancellationRequested();
            return Ended(drained: false, broken.Message);
        }
        finally
        {
            _over = true;
            Instruments.Attached.Record(0);
            _outbox.TryComplete();
            _leases.Close();
            _leases.CancelAll();
            await ending.CancelAsync().ConfigureAwait(false);
        }
    }

    private static string Words(Status status) =>
        string.IsNullOrWhiteSpace(status.Detail)
            ? status.StatusCode.ToString()
            : $"{status.StatusCode}: {status.Detail}";

    private SessionEnd Ended(bool drained, string reason, string? leader = null) =>
        new(drained, _welcome.Task.IsCompletedSuccessfully, reason.ReplaceLineEndings(" "), leader);

    private async Task SendAsync(IClientStreamWriter<Wire.WorkerMessage> stream)
    {
        while (await _outbox.Messages.WaitToReadAsync().ConfigureAwait(false))
        {
            foreach (var message in WorkerMessageMapper.ToWire(
                ReportBatches.Take(_outbox.Messages), _options.Worker.Name))
            {
                await stream.WriteAsync(message).ConfigureAwait(false);
            }
        }

        await stream.CompleteAsync().ConfigureAwait(false);
    }

    private async Task ReceiveAsync(IAsyncStreamReader<Wire.CoordinatorMessage> stream, CancellationToken cancellation)
    {
        while (await stream.MoveNext(cancellation).ConfigureAwait(false))
            Handle(stream.Current);
    }

    private void Handle(Wire.CoordinatorMessage message)
    {
        switch (message.MessageCase)
        {
            case Wire.CoordinatorMessage.MessageOneofCase.None:
                break; // of a later version
            case Wire.CoordinatorMessage.MessageOneofCase.Welcome:
                _welcome.TrySetResult(SessionTermsMapper.ToDomain(message.Welcome));
                break;
            case Wire.CoordinatorMessage.MessageOneofCase.Definition:
                _plans.Add(message.Definition);
                break;
            case Wire.CoordinatorMessage.MessageOneofCase.Granted
                when _plans.Refusal(message.Granted) is { Count: > 0 } refusal:
                foreach (var said in refusal)
                    _outbox.TryWrite(said);
                break;
            default:
                Handle(CoordinatorMessageMapper.ToDomain(message, _plans.Find));
                break;
        }
    }

    private void Handle(CoordinatorMessage message)
    {
        switch (message)
        {
            case ResultsAcknowledged acknowledged:
                _outbox.Acknowledge(acknowledged.Results);
                break;
            case ReportRefused refused:
                Log.ReportRefused(_log, refused.Lease.Value, refused.Trial, refused.Reason);
                break;
            default:
                _leases.Handle(message);
                break;
        }
    }

    /// <summary>From the welcome to the end of the drain.</summary>
    private async Task DriveAsync(Task sending, Task receiving, CancellationToken drain, CancellationToken ending)
    {
        var terms = await WelcomedAsync(ending).ConfigureAwait(false);
        Log.Attached(_log, _coordinator);
        Instruments.Attached.Record(1);
        var heartbeat = _time.CreateTimer(_ => Beat(), null, TimeSpan.Zero, terms.Heartbeat);
        await using (heartbeat.ConfigureAwait(false))
        {
            await CancelledAsync(drain).WaitAsync(ending).ConfigureAwait(false);
            await new SessionDrain(_options, _leases, _outbox, _time, _log).RunAsync(ending).ConfigureAwait(false);
        }

        // All is said: the coordinator ends its side when it has read ours.
        _outbox.TryComplete();
        await Task.WhenAll(sending, receiving).WaitAsync(_options.WelcomeLimit, _time, ending)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<SessionTerms> WelcomedAsync(CancellationToken ending)
    {
        try
        {
            return await _welcome.Task.WaitAsync(_options.WelcomeLimit, _time, ending).ConfigureAwait(false);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"no welcome within {_options.WelcomeLimit.TotalSeconds:0.#} s", late);
        }
    }

    private void Beat() => _outbox.TryWrite(new WorkerHeartbeat(_options.Worker.Name)
    {
        BusySlots = _slots.Busy,
        ResidentBytes = _slots.MeasureMemory(),
        GpuBytes = _slots.MeasureGpus(),
    });

    private static async Task CancelledAsync(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var registration = token.UnsafeRegister(_ => cancelled.TrySetResult(), null);
        await using (registration.ConfigureAwait(false))
            await cancelled.Task.ConfigureAwait(false);
    }

    private async Task PrepareAsync(LeaseGranted granted, GrpcBlobSource blobs, CancellationToken cancellation)
    {
        var definition = granted.Plan.Definition;
        if (LocalDatasets.BuiltIn(definition) is not null)
            return;
        try
        {
            await _cache.EnsureAsync(definition.DatasetHash, blobs, cancellation).ConfigureAwait(false);
        }
        catch (BlobException missing)
        {
            Log.DatasetMissing(_log, definition.DatasetHash.ToString(), missing.Message);
            throw;
        }
    }
}
