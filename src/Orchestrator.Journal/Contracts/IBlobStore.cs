using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Contracts;

/// <summary>
/// Content kept under its SHA-256: data sets and whatever else travels between nodes. What is there never changes and
/// is never half there. Safe for concurrent use, also for the same content. What all methods throw where the store
/// fails is <see cref="StoreException"/>.
/// </summary>
public interface IBlobStore
{
    /// <summary>The largest blob that every store takes, in bytes: 4 GiB.</summary>
    const long MaximumLength = 4L << 30;

    /// <summary>
    /// Stores <paramref name="content"/> from its position to its end, in pieces: memory stays flat. Durable when the
    /// task ends. Where the blob is there already nothing is read.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// The content has another digest, or is longer than <see cref="MaximumLength"/>; nothing of it was stored.
    /// </exception>
    /// <exception cref="StoreException">
    /// The store cannot take it. Putting the same content once more stores nothing twice.
    /// </exception>
    Task PutAsync(Digest digest, Stream content, CancellationToken cancellation);

    /// <summary>
    /// The blob's content, read in pieces as it is asked for; null where there is none. It has a length but cannot
    /// seek; reading throws <see cref="StoreException"/> where the store fails, or where the whole turns out to have
    /// another digest. For one reader at a time; the caller disposes of it.
    /// </summary>
    Task<Stream?> OpenAsync(Digest digest, CancellationToken cancellation);

    /// <summary>Whether the blob is there.</summary>
    Task<bool> ExistsAsync(Digest digest, CancellationToken cancellation);
}
