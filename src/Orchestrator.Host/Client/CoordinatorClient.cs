using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Client;

/// <summary>What the program asks of a coordinator, wherever the one that leads may be.</summary>
internal sealed class CoordinatorClient(CoordinatorLink link) : IDisposable
{
    private const int BlobChunk = 512 * 1024;

    /// <summary>Submits a sweep, or takes it up again.</summary>
    public Task<Wire.SubmitReply> SubmitAsync(Wire.SubmitRequest request, CancellationToken cancellation) =>
        AskSweepsAsync(request, (sweeps, r, options) => sweeps.SubmitAsync(r, options), cancellation);

    /// <summary>One sweep as it stands, its spec included.</summary>
    public Task<Wire.Sweep> GetAsync(string sweep, CancellationToken cancellation) => AskSweepsAsync(
        new Wire.GetSweepRequest { Sweep = sweep }, (sweeps, r, options) => sweeps.GetAsync(r, options), cancellation);

    /// <summary>The answer of one sweep or more, rendered. It may be minutes in coming.</summary>
    public Task<Wire.Report> GetReportAsync(Wire.GetReportRequest request, CancellationToken cancellation) =>
        link.AskAsync(
            invoker => new Wire.Sweeps.SweepsClient(invoker)
                .GetReportAsync(request, new CallOptions(cancellationToken: cancellation)).ResponseAsync,
            cancellation);

    /// <summary>Hands out nothing new of the sweep.</summary>
    public Task<Wire.Sweep> PauseAsync(string sweep, CancellationToken cancellation) => AskSweepsAsync(
        new Wire.PauseRequest { Sweep = sweep }, (sweeps, r, options) => sweeps.PauseAsync(r, options), cancellation);

    /// <summary>Hands out the sweep's trials again.</summary>
    public Task<Wire.Sweep> ResumeAsync(string sweep, CancellationToken cancellation) => AskSweepsAsync(
        new Wire.ResumeRequest { Sweep = sweep }, (sweeps, r, options) => sweeps.ResumeAsync(r, options), cancellation);

    /// <summary>Gives the sweep up.</summary>
    public Task<Wire.Sweep> CancelAsync(string sweep, CancellationToken cancellation) => AskSweepsAsync(
        new Wire.CancelRequest { Sweep = sweep }, (sweeps, r, options) => sweeps.CancelAsync(r, options), cancellation);

    /// <summary>Gives failed trials fresh attempts.</summary>
    public Task<Wire.Sweep> RetryAsync(string sweep, CancellationToken cancellation) => AskSweepsAsync(
        new Wire.RetryRequest { Sweep = sweep }, (sweeps, r, options) => sweeps.RetryAsync(r, options), cancellation);

    /// <summary>All sweeps, oldest first.</summary>
    public async IAsyncEnumerable<Wire.Sweep> ListAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new Wire.ListSweepsRequest { PageSize = 1000 };
        do
        {
            var page = await AskSweepsAsync(
                request, (sweeps, r, options) => sweeps.ListAsync(r, options), cancellation);
            foreach (var sweep in page.Sweeps)
                yield return sweep;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>The attached workers.</summary>
    public async Task<IReadOnlyList<Wire.Worker>> ListWorkersAsync(CancellationToken cancellation) =>
        (await link.AskAsync(
            invoker => new Wire.Workers.WorkersClient(invoker)
                .ListAsync(new Wire.ListWorkersRequest(), Options(cancellation)).ResponseAsync,
            cancellation)).Workers;

    /// <summary>Progress until the sweep is finished; a broken stream is opened again.</summary>
    public IAsyncEnumerable<SweepProgress> WatchAsync(string sweep, CancellationToken cancellation) => StreamAsync(
        invoker => new Wire.Sweeps.SweepsClient(invoker).Watch(
            new Wire.WatchRequest { Sweep = sweep }, cancellationToken: cancellation),
        WireReading.ToProgress, progress => progress.IsFinished, cancellation);

    /// <summary>The ended trials of a sweep by index; a broken stream is taken up where it was.</summary>
    public async IAsyncEnumerable<Wire.Trial> ListEndedAsync(
        string sweep, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var next = 0L;
        var pages = StreamAsync(
            invoker => new Wire.Sweeps.SweepsClient(invoker).StreamTrials(
                new Wire.StreamTrialsRequest { Sweep = sweep }, cancellationToken: cancellation),
            page => page, _ => false, cancellation);
        await foreach (var page in pages)
        {
            foreach (var trial in page.Trials)
            {
                // What a stream opened again repeats has been seen.
                if (trial.Index < next)
                    continue;
                next = trial.Index + 1;
                if (trial.State is Wire.TrialState.Completed or Wire.TrialState.Failed)
                    yield return trial;
            }
        }
    }

    /// <summary>Stores a blob under the hash of its content. True where it was there already.</summary>
    public Task<bool> PutBlobAsync(Digest hash, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        link.AskAsync(
            invoker => PutAsync(new Wire.Workers.WorkersClient(invoker), hash, content, cancellation), cancellation);

    public void Dispose() => link.Dispose();

    private static async Task<bool> PutAsync(
        Wire.Workers.WorkersClient workers, Digest hash, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        using var call = workers.PutBlob(cancellationToken: cancellation);
        try
        {
            await call.RequestStream.WriteAsync(
                new Wire.PutBlobRequest { Hash = ByteString.CopyFrom(hash.ToBytes()) }, cancellation);
            for (var at = 0; at < content.Length; at += BlobChunk)
            {
                var chunk = content.Slice(at, Math.Min(BlobChunk, content.Length - at));
                await call.RequestStream.WriteAsync(
                    new Wire.PutBlobRequest { Content = UnsafeByteOperations.UnsafeWrap(chunk) }, cancellation);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The coordinator has answered before it had everything: its answer says more than this.
        }

        return (await call.ResponseAsync).Existed;
    }

    private Task<TReply> AskSweepsAsync<TRequest, TReply>(
        TRequest request,
        Func<Wire.Sweeps.SweepsClient, TRequest, CallOptions, AsyncUnaryCall<TReply>> ask,
        CancellationToken cancellation) => link.AskAsync(
            invoker => ask(new Wire.Sweeps.SweepsClient(invoker), request, Options(cancellation)).ResponseAsync,
            cancellation);

    private CallOptions Options(CancellationToken cancellation) =>
        new(deadline: link.Deadline, cancellationToken: cancellation);

    // Opened again whenever the coordinator goes away, until it ends by itself or gave its last item.
    private async IAsyncEnumerable<TItem> StreamAsync<TMessage, TItem>(
        Func<CallInvoker, AsyncServerStreamingCall<TMessage>> open, Func<TMessage, TItem> read,
        Func<TItem, bool> isLast, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var search = link.Search();
        while (true)
        {
            using var call = open(link.Invoker);
            RpcException? refused = null;
            while (refused is null)
            {
                try
                {
                    if (!await call.ResponseStream.MoveNext(cancellation))
                        yield break;
                    search.Found();
                }
                catch (RpcException e) when (CoordinatorSearch.IsWorthAnother(e, cancellation))
                {
                    refused = e;
                    continue;
                }

                var item = read(call.ResponseStream.Current);
                yield return item;
                if (isLast(item))
                    yield break;
            }

            await search.GoOnAsync(refused, cancellation);
        }
    }
}
