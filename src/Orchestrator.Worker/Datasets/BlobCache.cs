using System.Security.Cryptography;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Worker.Datasets;

/// <summary>
/// Blobs in a folder by content hash. Each is written under another name and renamed, and verified whenever it is
/// read: a damaged one is deleted and fetched again. When the folder outgrows its limit, the least recently used go.
/// Thread-safe; several processes may share a folder.
/// </summary>
public sealed class BlobCache
{
    /// <summary>The limit where none is given: 4 GiB.</summary>
    public const long DefaultLimitBytes = 4L << 30;

    /// <summary>The largest blob: 1 GiB.</summary>
    public const long MostBlobBytes = 1L << 30;

    private readonly CacheFolder _files;
    private readonly SemaphoreSlim _fetching = new(1, 1);

    // Read as a whole once by this process; whoever reads them later verifies them again.
    private readonly HashSet<Digest> _verified = [];

    /// <summary>A cache in a folder, which is made when the first blob is written.</summary>
    /// <param name="folder">The folder; nothing else should be in it.</param>
    /// <param name="limitBytes">What its blobs may take together, in bytes; the newest one is kept in any case.</param>
    /// <param name="time">The clock.</param>
    public BlobCache(string folder, long limitBytes, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(limitBytes);
        ArgumentNullException.ThrowIfNull(time);
        Folder = Path.GetFullPath(folder);
        _files = new CacheFolder(Folder, limitBytes, time);
    }

    /// <summary>The folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>The hashes of the blobs that seem to be there, the last used first. None is verified.</summary>
    public IReadOnlyList<Digest> List() => _files.List();

    /// <summary>The blob; null where it is not in the cache, or was damaged and therefore deleted.</summary>
    public byte[]? TryRead(Digest hash)
    {
        if (_files.Read(hash) is not { } content)
            return null;
        if (Digest.Of(content) == hash)
            return content;
        _files.Delete(hash);
        return null;
    }

    /// <summary>Sees to it that the blob is in the cache: fetches it where it is not, or is damaged.</summary>
    /// <exception cref="BlobException">
    /// The source does not give it, gives another one or one that is too large, or the folder cannot be written.
    /// </exception>
    public async Task EnsureAsync(Digest hash, IBlobSource source, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(source);

        // One fetch at a time: slots that wait for the same blob find it when their turn comes.
        await _fetching.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_verified.Contains(hash) ? !_files.Contains(hash) : TryRead(hash) is null)
                await FetchAsync(hash, source, cancellation).ConfigureAwait(false);
            _verified.Add(hash);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BlobException($"{Folder} cannot be written: {refused.Message}", refused);
        }
        finally
        {
            _fetching.Release();
        }
    }

    private async Task FetchAsync(Digest hash, IBlobSource source, CancellationToken cancellation)
    {
        var draft = _files.CreateDraft(hash);
        try
        {
            using (var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256))
            {
                var length = 0L;
                await using (draft.ConfigureAwait(false))
                {
                    await foreach (var part in source.ReadAsync(hash, cancellation).ConfigureAwait(false))
                    {
                        length += part.Length;
                        if (length > MostBlobBytes)
                            throw new BlobException($"blob {hash} is larger than {MostBlobBytes} bytes");
                        sha.AppendData(part.Span);
                        await draft.WriteAsync(part, cancellation).ConfigureAwait(false);
                    }
                }

                if (Digest.FromBytes(sha.GetHashAndReset()) != hash)
                    throw new BlobException($"what came for blob {hash} ({length} bytes) has another hash");
            }

            _files.Publish(draft.Name, hash);
        }
        finally
        {
            CacheFolder.DeleteFile(draft.Name);
        }
    }
}
