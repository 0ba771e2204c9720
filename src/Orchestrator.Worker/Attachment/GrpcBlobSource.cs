using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Protocol.V1;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Worker.Datasets;

namespace Orchestrator.Worker.Attachment;

/// <summary>Blobs of the coordinator that a session is with.</summary>
internal sealed class GrpcBlobSource(Workers.WorkersClient client) : IBlobSource
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Digest hash, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new GetBlobRequest { Hash = ByteString.CopyFrom(hash.ToBytes()) };
        using var call = client.GetBlob(request, cancellationToken: cancellation);
        while (await NextAsync(call.ResponseStream, hash, cancellation).ConfigureAwait(false))
            yield return call.ResponseStream.Current.Content.Memory;
    }

    private static async Task<bool> NextAsync(
        IAsyncStreamReader<BlobChunk> chunks, Digest hash, CancellationToken cancellation)
    {
        try
        {
            return await chunks.MoveNext(cancellation).ConfigureAwait(false);
        }
        catch (RpcException refused) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(refused.Status.Detail, refused, cancellation);
        }
        catch (RpcException refused)
        {
            throw new BlobException(
                $"the data set with content hash {hash.ToString()[..12]} cannot be fetched from the coordinator: "
                + $"{refused.StatusCode}: {refused.Status.Detail}", refused);
        }
    }
}
