using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.Wire.Compression;

/// <summary>The compressions that one side knows. Immutable.</summary>
internal sealed class Compressions
{
    private const string Gzip = "gzip";

    // Header and trailer.
    private const int SmallestGzip = 18;

    private readonly Dictionary<string, ICompressionProvider> _byName = new(StringComparer.Ordinal);

    /// <param name="providers">The providers; null or empty for gzip alone.</param>
    public Compressions(IEnumerable<ICompressionProvider>? providers)
    {
        foreach (var provider in providers ?? [])
        {
            _byName[provider.EncodingName] = provider;
        }
        if (_byName.Count == 0)
        {
            _byName[Gzip] = new GzipCompressionProvider(CompressionLevel.Fastest);
        }
        AcceptEncoding = string.Join(',', _byName.Keys.Prepend(GrpcHeaders.Identity));
    }

    /// <summary>The value of <c>grpc-accept-encoding</c>.</summary>
    public string AcceptEncoding { get; }

    /// <summary>The provider of that name; null where there is none.</summary>
    public ICompressionProvider? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Appends <paramref name="message"/>, compressed, to <paramref name="output"/>.</summary>
    public static void Compress(
        ICompressionProvider provider, CompressionLevel? level, ReadOnlySpan<byte> message, PooledBuffer output)
    {
        using var compressing = provider.CreateCompressionStream(output, level);
        compressing.Write(message);
    }

    /// <summary>Appends <paramref name="message"/>, decompressed, to <paramref name="output"/>.</summary>
    /// <exception cref="InvalidDataException">It is not what the provider compresses to.</exception>
    /// <exception cref="PooledBuffer.LimitExceededException">It grows beyond the buffer's limit.</exception>
    public static void Decompress(
        ICompressionProvider provider, in ReadOnlySequence<byte> message, PooledBuffer output)
    {
        if (message.IsEmpty)
        {
            return;
        }
        var bytes = message.ToArray();
        using var compressed = new MemoryStream(bytes, writable: false);
        using var plain = provider.CreateDecompressionStream(compressed);
        plain.CopyTo(output);
        if (provider.EncodingName == Gzip && !EndsWithLength(bytes, output.Length))
        {
            throw new InvalidDataException("It is cut short.");
        }
    }

    // The runtime's decoder takes a stream that breaks off for one that ends. A whole one ends with the length of what
    // it holds.
    private static bool EndsWithLength(ReadOnlySpan<byte> gzip, long length) =>
        gzip.Length >= SmallestGzip && BinaryPrimitives.ReadUInt32LittleEndian(gzip[^sizeof(uint)..]) == (uint)length;
}
