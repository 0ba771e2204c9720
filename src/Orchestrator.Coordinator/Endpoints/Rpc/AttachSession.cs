using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Orchestrator.Coordinator.Diagnostics;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>
/// One worker's stream, joined to the coordinator by two bounded channels. What the worker sends waits in the stream
/// while the coordinator is not ready for it; a worker that does not read what it is told is let go.
/// </summary>
internal sealed class AttachSession(WorkerEndpoint workers, SessionTerms terms, TimeProvider time, ILogger log)
{
    private const int MostReports = 4096;
    private const int MostOrders = 8192;

    private volatile bool _hasLeft;
    private FirstProtocolRefusals? _refusals;
    private bool _saidUnknown;
    private string _version = "";

    /// <summary>The worker's name; a placeholder until it has said it.</summary>
    public string Worker { get; private set; } = "(not attached)";

    /// <summary>Serves the worker until its stream ends, it breaks the protocol, or the coordinator ends it.</summary>
    /// <exception cref="WireFormatException">A message has a bad field.</exception>
    /// <exception cref="ProtocolOrderException">A message may not come at its point.</exception>
    /// <exception cref="ProtocolVersionException">The worker speaks a version that cannot be worked with.</exception>
    /// <exception cref="SessionEndedException">The coordinator ended the session.</exception>
    public async Task RunAsync(
        IAsyncStreamReader<Wire.WorkerMessage> requests, IServerStreamWriter<Wire.CoordinatorMessage> responses,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var attached = await FirstAsync(requests, stop.Token).ConfigureAwait(false);
        var reports = Channel.CreateBounded<WorkerMessage>(
            new BoundedChannelOptions(MostReports) { SingleReader = true, SingleWriter = true });
        var orders = Channel.CreateBounded<CoordinatorMessage>(
            new BoundedChannelOptions(MostOrders) { SingleReader = true });
        reports.Writer.TryWrite(attached);
        var reading = ReadAsync(requests, reports.Writer, stop.Token);
        var named = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var serving = workers.ServeAsync(reports.Reader, orders.Writer, stop.Token, named);
        var writing = WriteAsync(responses, orders.Reader, named.Task, stop.Token);
        try
        {
            await FirstEndAsync(reading, serving, writing).ConfigureAwait(false);
            await writing.ConfigureAwait(false);
            if (!_hasLeft)
                throw RpcFailures.Failure(StatusCode.Unavailable, "the coordinator stops to serve; attach again");
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(Settled(reading), Settled(serving), Settled(writing)).ConfigureAwait(false);
        }
    }

    // A worker is welcome once it has its name: of two sessions of one name the one welcomed later is the newer.
    private async Task WriteAsync(
        IServerStreamWriter<Wire.CoordinatorMessage> responses, ChannelReader<CoordinatorMessage> orders, Task named,
        CancellationToken cancellation)
    {
        await named.WaitAsync(cancellation).ConfigureAwait(false);
        await new OrderWriter(responses, terms, time).RunAsync(orders, cancellation).ConfigureAwait(false);
    }

    private async Task<WorkerMessage> FirstAsync(
        IAsyncStreamReader<Wire.WorkerMessage> requests, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(terms.SilenceLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, silence.Token);
        bool any;
        try
        {
            any = await requests.MoveNext(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested)
        {
            throw new SessionEndedException($"nothing was heard for {terms.SilenceLimit.TotalSeconds:0} s");
        }

        if (!any || requests.Current.MessageCase != Wire.WorkerMessage.MessageOneofCase.Attached)
        {
            var other = any ? requests.Current.MessageCase.ToString() : "nothing";
            throw new ProtocolOrderException($"a worker says first that it is attached; it said {other}");
        }

        // First of all: what else a much later version says may have another form.
        var said = requests.Current.Attached;
        var protocol = ProtocolVersion.Of(said.Protocol);
        if (ProtocolVersion.ProblemOfWorker(said.Worker, protocol, said.Version) is { } problem)
            throw new ProtocolVersionException(problem);
        var attached = WorkerOfferMapper.ToDomain(said);
        (Worker, _version) = (attached.Worker, attached.Offer.Version);
        _refusals = protocol == ProtocolVersion.First ? new FirstProtocolRefusals() : null;
        return attached;
    }

    private async Task ReadAsync(
        IAsyncStreamReader<Wire.WorkerMessage> requests, ChannelWriter<WorkerMessage> reports,
        CancellationToken cancellation)
    {
        var said = new List<WorkerMessage>();
        while (await requests.MoveNext(cancellation).ConfigureAwait(false))
        {
            if (requests.Current.MessageCase == Wire.WorkerMessage.MessageOneofCase.Attached)
                throw new ProtocolOrderException("a worker says only once that it is attached; it said so again");
            if (requests.Current.MessageCase == Wire.WorkerMessage.MessageOneofCase.None)
            {
                PassOver();
                continue;
            }

            said.Clear();
            WorkerMessageMapper.ToDomain(requests.Current, Worker, said);
            foreach (var message in _refusals?.Read(said) ?? said)
            {
                if (!reports.TryWrite(message))
                    await reports.WriteAsync(message, cancellation).ConfigureAwait(false);
            }
        }

        _hasLeft = true;
        reports.TryComplete();
    }

    private void PassOver()
    {
        Instruments.MessagesUnknown.Add(1);
        if (!_saidUnknown)
            RpcLog.MessageUnknown(log, Worker, _version);
        _saidUnknown = true;
    }

    // A broken rule ends the session, and so does the coordinator. A stream that ends well leaves it to the session,
    // which stores what is under way.
    private static async Task FirstEndAsync(Task reading, Task serving, Task writing)
    {
        var first = await Task.WhenAny(reading, serving, writing).ConfigureAwait(false);
        if (first == reading)
        {
            await reading.ConfigureAwait(false);
            first = await Task.WhenAny(serving, writing).ConfigureAwait(false);
        }

        await first.ConfigureAwait(false);
    }

    private static async Task Settled(Task task) =>
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
