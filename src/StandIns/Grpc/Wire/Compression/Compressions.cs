using System.Buffers;
using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.Wire.Compression;

/// <summary>The compressions that one side knows. Immutable.</summary>
internal sealed class Compressions
{
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
            _byName["gzip"] = new GzipCompressionProvider(CompressionLevel.Fastest);
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
        using var compressed = new MemoryStream(message.ToArray(), writable: false);
        using var plain = provider.CreateDecompressionStream(compressed);
        plain.CopyTo(output);
    }
}
