using Google.Protobuf;

namespace Grpc.Core;

/// <summary>Rich statuses in metadata: <c>grpc-status-details-bin</c>.</summary>
public static class MetadataExtensions
{
    private const string DetailsKey = "grpc-status-details-bin";

    /// <summary>The rich status that metadata carry.</summary>
    /// <param name="metadata">The metadata, mostly trailers.</param>
    /// <param name="ignoreParseError">Whether broken bytes count as none rather than throw.</param>
    /// <returns>The status; null if there is none.</returns>
    /// <exception cref="InvalidProtocolBufferException">The bytes are not a status.</exception>
    public static Google.Rpc.Status? GetRpcStatus(this Metadata metadata, bool ignoreParseError = false)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        if (metadata.Get(DetailsKey) is not { } entry)
            return null;
        try
        {
            return Google.Rpc.Status.Parser.ParseFrom(entry.ValueBytes);
        }
        catch (InvalidProtocolBufferException) when (ignoreParseError)
        {
            return null;
        }
    }

    /// <summary>Puts a rich status in metadata in place of any that is there.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <param name="status">The status.</param>
    public static void SetRpcStatus(this Metadata metadata, Google.Rpc.Status status)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(status);
        while (metadata.Get(DetailsKey) is { } entry)
            metadata.Remove(entry);
        metadata.Add(DetailsKey, status.ToByteArray());
    }
}
