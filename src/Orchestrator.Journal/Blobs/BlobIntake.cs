using System.Security.Cryptography;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Blobs;

/// <summary>Copies content that is being put, and checks it on the way.</summary>
internal static class BlobIntake
{
    /// <summary>How many bytes are read, kept and sent at a time.</summary>
    public const int PartSize = 256 * 1024;

    /// <summary>
    /// Copies <paramref name="content"/> to its end; returns how many bytes it has. A failure of the sender's passes
    /// through as it is.
    /// </summary>
    /// <param name="content">Where it comes from.</param>
    /// <param name="copy">Where it goes.</param>
    /// <param name="path">The file or folder that it goes to, for messages.</param>
    /// <param name="digest">What it must come to.</param>
    /// <param name="maximum">How long it may be, in bytes.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="InvalidDataException">It is longer, or has another digest.</exception>
    /// <exception cref="StoreException">The copy cannot be written.</exception>
    public static async Task<long> CopyAsync(
        Stream content, Stream copy, string path, Digest digest, long maximum, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[PartSize];
        var length = 0L;
        int count;
        while ((count = await content.ReadAsync(buffer, cancellation)) > 0)
        {
            length += count;
            if (length > maximum)
                throw new InvalidDataException($"The content of blob {digest} is longer than {maximum} bytes.");
            hash.AppendData(buffer, 0, count);
            try
            {
                await copy.WriteAsync(buffer.AsMemory(0, count), cancellation);
            }
            catch (IOException error)
            {
                throw Explain(error, path);
            }
        }

        var came = Digest.FromBytes(hash.GetCurrentHash());
        return came == digest
            ? length
            : throw new InvalidDataException($"The content sent as blob {digest} has the digest {came}.");
    }

    /// <summary>The failure of the disk below <paramref name="path"/>.</summary>
    public static StoreException Explain(Exception error, string path)
    {
        // ENOSPC, EFBIG, EDQUOT.
        var isFull = (error.HResult & 0xFFFF) is 28 or 27 or 122;
        return new StoreException(
            isFull ? StoreFailureKind.Full : StoreFailureKind.Refused,
            isFull
                ? $"{path} cannot be written: the disk is full; free some space, then run the same command again."
                : $"{path} cannot be read or written ({error.Message.TrimEnd('.')}); "
                    + "check its permissions and the disk.",
            error);
    }
}
