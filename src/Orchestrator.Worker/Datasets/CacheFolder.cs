using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Worker.Datasets;

/// <summary>
/// The files of a blob cache. A file that goes while it is looked at went to another process: that is never an error.
/// </summary>
internal sealed class CacheFolder(string folder, long limitBytes, TimeProvider time)
{
    private const string DraftSuffix = ".part";

    // Longer than any fetch takes: a draft as old as this is left over from a process that was killed.
    private static readonly TimeSpan OldestDraft = TimeSpan.FromHours(6);

    private static int _drafts;

    public IReadOnlyList<Digest> List() =>
        [.. Blobs().OrderByDescending(blob => blob.Used).Select(blob => blob.Hash)];

    /// <summary>The content under a hash, marked as used now; null where there is none.</summary>
    public byte[]? Read(Digest hash)
    {
        var path = PathOf(hash);
        try
        {
            var content = File.ReadAllBytes(path);
            File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return content;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public bool Contains(Digest hash) => File.Exists(PathOf(hash));

    public void Delete(Digest hash) => DeleteFile(PathOf(hash));

    /// <summary>A new file to write a blob to; its name is unique among the processes that share the folder.</summary>
    public FileStream CreateDraft(Digest hash)
    {
        Directory.CreateDirectory(folder);
        var number = Interlocked.Increment(ref _drafts);
        var process = $"{Environment.MachineName}.{Environment.ProcessId}.{Environment.TickCount64}";
        var name = $"{hash}.{process}.{number}{DraftSuffix}";
        return new FileStream(Path.Combine(folder, name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Puts a finished draft in the place of its blob, and makes room.</summary>
    public void Publish(string draft, Digest hash)
    {
        File.SetLastWriteTimeUtc(draft, time.GetUtcNow().UtcDateTime);
        File.Move(draft, PathOf(hash), overwrite: true);
        MakeRoom(hash);
    }

    public static void DeleteFile(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // It goes when room is made, or never: the cache is larger than it should be, nothing else.
        }
    }

    private void MakeRoom(Digest newest)
    {
        var oldest = time.GetUtcNow().UtcDateTime - OldestDraft;
        foreach (var draft in Files().Where(f => f.Name.EndsWith(DraftSuffix, StringComparison.Ordinal)))
        {
            if (draft.LastWriteTimeUtc < oldest)
                DeleteFile(draft.FullName);
        }

        var kept = 0L;
        foreach (var blob in Blobs().OrderByDescending(blob => blob.Hash == newest).ThenByDescending(blob => blob.Used))
        {
            kept += blob.Length;
            if (kept > limitBytes && blob.Hash != newest)
                Delete(blob.Hash);
        }
    }

    private List<(Digest Hash, long Length, DateTime Used)> Blobs()
    {
        var blobs = new List<(Digest, long, DateTime)>();
        foreach (var file in Files())
        {
            if (HashOf(file.Name) is { } hash && file.Exists)
                blobs.Add((hash, file.Length, file.LastWriteTimeUtc));
        }

        return blobs;
    }

    private FileInfo[] Files()
    {
        try
        {
            return new DirectoryInfo(folder).GetFiles();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static Digest? HashOf(string name) =>
        name.Length == 2 * Digest.Size && name.All(char.IsAsciiHexDigitLower)
            ? Digest.Parse(name)
            : null;

    private string PathOf(Digest hash) => Path.Combine(folder, hash.ToString());
}
