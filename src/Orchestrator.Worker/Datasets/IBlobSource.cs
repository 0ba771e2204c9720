using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Worker.Datasets;

/// <summary>Where a worker fetches blobs from. Thread-safe.</summary>
public interface IBlobSource
{
    /// <summary>
    /// The content of the blob, in pieces. It is not trusted: the reader checks that its SHA-256 is
    /// <paramref name="hash"/>.
    /// </summary>
    /// <exception cref="BlobException">There is no such blob, or it cannot be had now.</exception>
    IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(Digest hash, CancellationToken cancellation);
}
