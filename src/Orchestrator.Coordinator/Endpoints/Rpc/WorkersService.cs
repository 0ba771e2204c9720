using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Orchestrator.Journal.Contracts;
using Orchestrator.Protocol;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>
/// The service <c>orchestrator.v1.Workers</c>: what worker nodes say to a coordinator and hear of it.
/// </summary>
internal sealed class WorkersService(
    WorkerEndpoint workers, SweepFinder leading, IBlobStore blobs, SessionTerms terms, RpcLimits limits,
    TimeProvider time, ILogger<WorkersService> log) : Wire.Workers.WorkersBase
{
    private const int ChunkBytes = 256 * 1024;

    public override async Task Attach(
        IAsyncStreamReader<Wire.WorkerMessage> requestStream,
        IServerStreamWriter<Wire.CoordinatorMessage> responseStream, ServerCallContext context)
    {
        leading.RequireLeading();
        var session = new AttachSession(workers, terms, time);
        try
        {
            await session.RunAsync(requestStream, responseStream, context.CancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is WireFormatException or ProtocolOrderException)
        {
            RpcLog.ProtocolBroken(log, session.Worker, context.Peer, broken.Message);
            throw;
        }
        catch (StalledPeerException stalled)
        {
            RpcLog.ProtocolBroken(log, session.Worker, context.Peer, stalled.Message);
            context.GetHttpContext().Abort(); // a status would wait behind what is not read
            throw;
        }
    }

    public override async Task GetBlob(
        Wire.GetBlobRequest request, IServerStreamWriter<Wire.BlobChunk> responseStream, ServerCallContext context)
    {
        leading.RequireLeading();
        var hash = BlobUpload.HashOf(request.Hash);
        var content = await blobs.OpenAsync(hash, context.CancellationToken).ConfigureAwait(false)
            ?? throw RpcFailures.Failure(StatusCode.NotFound, $"there is no blob {hash}; PutBlob stores one");
        await using var _ = content.ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (await content.ReadAsync(buffer.AsMemory(0, ChunkBytes), context.CancellationToken)
                .ConfigureAwait(false) is > 0 and var read)
            {
                // Written out before the task ends, so the buffer can be used again.
                var chunk = new Wire.BlobChunk { Content = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read)) };
                await responseStream.WriteAsync(chunk, context.CancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public override async Task<Wire.PutBlobReply> PutBlob(
        IAsyncStreamReader<Wire.PutBlobRequest> requestStream, ServerCallContext context)
    {
        leading.RequireLeading();
        var cancellation = context.CancellationToken;
        var (hash, upload) = await BlobUpload.BeginAsync(requestStream, limits.MostBlobBytes, cancellation)
            .ConfigureAwait(false);
        await using var _ = upload.ConfigureAwait(false);
        if (await blobs.ExistsAsync(hash, cancellation).ConfigureAwait(false))
            return new Wire.PutBlobReply { Existed = true };
        try
        {
            await blobs.PutAsync(hash, upload, cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException wrong)
        {
            throw RpcFailures.BadField("content", $"content: {wrong.Message}");
        }

        return new Wire.PutBlobReply();
    }

    public override async Task<Wire.ListWorkersReply> List(Wire.ListWorkersRequest request, ServerCallContext context)
    {
        var attached = await workers.ListAsync(context.CancellationToken).ConfigureAwait(false);
        return new Wire.ListWorkersReply { Workers = { attached.Select(SweepMessages.Of) } };
    }
}
