using System.Collections.Concurrent;
using Orchestrator.Journal.Blobs;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.InMemory;

/// <summary>
/// Blobs in the memory of the process, for tests and trials; gone with it. Same contract as the files.
/// </summary>
public sealed class InMemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<Digest, byte[]> _blobs = new();
    private readonly long _maximum;

    /// <summary>A store of blobs up to <paramref name="maximum"/> bytes.</summary>
    public InMemoryBlobStore(long maximum = int.MaxValue / 2) => _maximum = maximum;

    /// <inheritdoc/>
    public async Task PutAsync(Digest digest, Stream content, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_blobs.ContainsKey(digest))
            return;
        using var copy = new MemoryStream();
        await BlobIntake.CopyAsync(content, copy, "memory", digest, _maximum, cancellation);
        _blobs.TryAdd(digest, copy.ToArray());
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(Digest digest, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<Stream?>(
            _blobs.TryGetValue(digest, out var content) ? new BlobStream(new Whole(content), digest, "memory") : null);
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(Digest digest, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(_blobs.ContainsKey(digest));
    }

    private sealed class Whole(byte[] content) : IBlobParts
    {
        private bool _given;

        public long Length => content.Length;

        public ValueTask<ReadOnlyMemory<byte>> NextAsync(CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOnlyMemory<byte> next = _given ? default : content;
            _given = true;
            return ValueTask.FromResult(next);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
