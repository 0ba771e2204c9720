using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Metadata as HTTP headers, and back. Binary entries travel as base64, with or without padding.</summary>
internal static class MetadataHeaders
{
    /// <summary>
    /// The header value of <paramref name="entry"/>. Base64 goes out without padding, as the protocol asks.
    /// </summary>
    public static string ValueOf(Metadata.Entry entry) =>
        entry.IsBinary ? EncodeBinary(entry.ValueBytes) : entry.Value;

    /// <summary>Base64 without padding.</summary>
    public static string EncodeBinary(ReadOnlySpan<byte> value) => Convert.ToBase64String(value).TrimEnd('=');

    /// <summary>Reads base64 with or without padding.</summary>
    /// <exception cref="FormatException">It is not base64.</exception>
    public static byte[] DecodeBinary(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        var missing = (4 - (value.Length % 4)) % 4;
        if (missing == 0)
        {
            return Convert.FromBase64String(value.ToString());
        }
        return Convert.FromBase64String(string.Concat(value, "===".AsSpan(0, missing)));
    }

    /// <summary>
    /// Adds one received header line, unless the name belongs to the protocol. A binary line may hold several values
    /// with commas between them; each becomes an entry.
    /// </summary>
    /// <exception cref="FormatException">A binary value is not base64.</exception>
    public static void Add(Metadata metadata, string name, string value)
    {
        if (IsProtocol(name))
        {
            return;
        }
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return;
        }
        foreach (var part in value.AsSpan().Split(','))
        {
            metadata.Add(name, DecodeBinary(value.AsSpan(part)));
        }
    }

    /// <summary>
    /// Whether the name is the protocol's own and no entry of the metadata, in requests and responses.
    /// </summary>
    public static bool IsProtocol(string name)
    {
        if (name.Length == 0 || name[0] == ':')
        {
            return true;
        }
        return name.ToLowerInvariant() is GrpcHeaders.Status or GrpcHeaders.Message or GrpcHeaders.Timeout
            or GrpcHeaders.Encoding or GrpcHeaders.AcceptEncoding or "content-type" or "content-encoding" or "te";
    }
}
