using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>A way to compress messages, known to the peer by its name.</summary>
public interface ICompressionProvider
{
    /// <summary>The name in <c>grpc-encoding</c>, such as <c>gzip</c>.</summary>
    string EncodingName { get; }

    /// <summary>A stream that writes what is written to it into <paramref name="stream"/>, compressed.</summary>
    /// <param name="stream">Where the compressed bytes go; stays open.</param>
    /// <param name="compressionLevel">How hard to try; null for the provider's own level.</param>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>A stream that reads <paramref name="stream"/>, decompressed.</summary>
    Stream CreateDecompressionStream(Stream stream);
}
