using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Protocol.Access;
using Orchestrator.Protocol.V1;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Worker.Datasets;

namespace Orchestrator.Worker.Attachment;

/// <summary>Blobs of the coordinator that a session is with.</summary>
internal sealed class GrpcBlobSource(Workers.WorkersClient client, TimeProvider time) : IBlobSource
{
    // Waits as the coordinator says, so this is minutes.
    private const int MostTries = 20;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        Digest hash, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var request = new GetBlobRequest { Hash = ByteString.CopyFrom(hash.ToBytes()) };
        using var call = await BeginAsync(request, hash, cancellation).ConfigureAwait(false);
        if (call is null)
            yield break;
        do
            yield return call.ResponseStream.Current.Content.Memory;
        while (await NextAsync(call.ResponseStream, hash, cancellation).ConfigureAwait(false));
    }

    // With the first chunk; null where there is none. A coordinator that is asked too often says when to come again.
    private async Task<AsyncServerStreamingCall<BlobChunk>?> BeginAsync(
        GetBlobRequest request, Digest hash, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var call = client.GetBlob(request, cancellationToken: cancellation);
            try
            {
                if (await NextAsync(call.ResponseStream, hash, cancellation).ConfigureAwait(false))
                    return call;
                call.Dispose();
                return null;
            }
            catch (BlobException refused) when (tries < MostTries && WaitOf(refused) is { } wait)
            {
                call.Dispose();
                await Task.Delay(wait, time, cancellation).ConfigureAwait(false);
            }
            catch
            {
                call.Dispose();
                throw;
            }
        }
    }

    private static TimeSpan? WaitOf(BlobException refused) =>
        refused.InnerException is RpcException cause ? RequestLimit.WaitOf(cause) : null;

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
