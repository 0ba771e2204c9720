using Orchestrator.Journal.Blobs;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Files;

/// <summary>
/// Blobs as files <c>ab/abcdef…</c> below a folder. One is written beside them, flushed to the disk, and then renamed:
/// a file that is there is whole.
/// </summary>
internal sealed class FileBlobStore : IBlobStore
{
    private readonly string _folder;
    private readonly bool _writes;
    private readonly long _maximum;

    private FileBlobStore(string folder, bool writes, long maximum) =>
        (_folder, _writes, _maximum) = (folder, writes, maximum);

    private string Incoming => Path.Combine(_folder, "incoming");

    /// <summary>
    /// The blobs below <paramref name="folder"/>, which no other process writes. Made where it is not there.
    /// </summary>
    /// <exception cref="StoreException">The folder cannot be written.</exception>
    public static FileBlobStore OpenForWriting(string folder, long maximum = IBlobStore.MaximumLength)
    {
        var store = new FileBlobStore(folder, writes: true, maximum);
        return store.Guarded(() =>
        {
            // What a killed process left there is of no use to anyone.
            if (Directory.Exists(store.Incoming))
                Directory.Delete(store.Incoming, recursive: true);
            Directory.CreateDirectory(store.Incoming);
            return store;
        });
    }

    /// <summary>The blobs below <paramref name="folder"/>, to be read only; none where it is not there.</summary>
    public static FileBlobStore OpenForReading(string folder) =>
        new(folder, writes: false, IBlobStore.MaximumLength);

    /// <inheritdoc/>
    public async Task PutAsync(Digest digest, Stream content, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_writes)
            throw new StoreException($"{_folder} was opened for reading only.");
        if (File.Exists(PathOf(digest)))
            return;
        var incoming = Path.Combine(Incoming, Path.GetRandomFileName());
        try
        {
            await using (var file = Guarded(() => new FileStream(incoming, FileMode.CreateNew, FileAccess.Write)))
            {
                await BlobIntake.CopyAsync(content, file, _folder, digest, _maximum, cancellation);
                Guarded(() =>
                {
                    file.Flush(flushToDisk: true);
                    return true;
                });
            }

            Guarded(() =>
            {
                Directory.CreateDirectory(Path.GetDirectoryName(PathOf(digest))!);
                File.Move(incoming, PathOf(digest), overwrite: true);
                return true;
            });
        }
        catch
        {
            Forget(incoming);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<Stream?> OpenAsync(Digest digest, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult<Stream?>(Guarded(() => File.Exists(PathOf(digest))
            ? new BlobStream(new FileParts(Open(digest)), digest, _folder)
            : null));
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(Digest digest, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(File.Exists(PathOf(digest)));
    }

    private static void Forget(string incoming)
    {
        try
        {
            File.Delete(incoming);
        }
        catch (IOException)
        {
            // The next start deletes it.
        }
    }

    private FileStream Open(Digest digest) => new(
        PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw BlobIntake.Explain(error, _folder);
        }
    }

    private string PathOf(Digest digest)
    {
        var name = digest.ToString();
        return Path.Combine(_folder, name[..2], name);
    }
}
