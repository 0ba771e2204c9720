using System.IO.Compression;
using Grpc.Net.Compression;
using Grpc.Wire.Compression;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>What the options of a service come to. Immutable.</summary>
internal sealed class MethodSettings(GrpcServiceOptions options)
{
    public int? MaxSendMessageSize { get; } = options.MaxSendMessageSize;

    public int? MaxReceiveMessageSize { get; } = options.MaxReceiveMessageSize;

    public bool TellsExceptions { get; } = options.EnableDetailedErrors ?? false;

    public string? ResponseCompression { get; } = options.ResponseCompressionAlgorithm;

    public CompressionLevel? ResponseCompressionLevel { get; } = options.ResponseCompressionLevel;

    public Compressions Compressions { get; } = new(options.CompressionProviders);

    public IReadOnlyList<InterceptorRegistration> Interceptors { get; } = [.. options.Interceptors];

    /// <summary>How responses are compressed for a client that accepts these encodings; null for not at all.</summary>
    public ICompressionProvider? CompressionFor(string? acceptedEncodings, string? algorithm)
    {
        if (algorithm is null || acceptedEncodings is null)
            return null;
        foreach (var part in acceptedEncodings.AsSpan().Split(','))
        {
            if (acceptedEncodings.AsSpan(part).Trim().SequenceEqual(algorithm))
                return Compressions.Find(algorithm);
        }

        return null;
    }
}
