using System.IO.Compression;
using Grpc.Net.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>How all gRPC services of a server are served.</summary>
public class GrpcServiceOptions
{
    private const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>The largest message that is sent, in bytes; null for any size.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>The largest message that is received, in bytes, also after decompression; null for any size.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxReceiveMessageSize;

    /// <summary>Whether clients are told the messages of exceptions; no by default.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>The name of the compression of responses, such as <c>gzip</c>; null for none.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>How hard responses are compressed.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>The compressions that the server knows; gzip if none is added.</summary>
    public IList<ICompressionProvider> CompressionProviders { get; set; } = [];

    /// <summary>The interceptors of calls; the first sees a call first.</summary>
    public InterceptorCollection Interceptors { get; } = [];

    /// <summary>Whether calls to services that are not mapped fall through to the next middleware.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    internal void TakeOver(GrpcServiceOptions other)
    {
        MaxSendMessageSize = other.MaxSendMessageSize;
        MaxReceiveMessageSize = other.MaxReceiveMessageSize;
        EnableDetailedErrors = other.EnableDetailedErrors;
        ResponseCompressionAlgorithm = other.ResponseCompressionAlgorithm;
        ResponseCompressionLevel = other.ResponseCompressionLevel;
        CompressionProviders = [.. other.CompressionProviders];
        IgnoreUnknownServices = other.IgnoreUnknownServices;
        foreach (var interceptor in other.Interceptors)
            Interceptors.Add(interceptor);
    }
}

/// <summary>How one gRPC service is served: what all services have, and changes to it.</summary>
/// <typeparam name="TService">The service.</typeparam>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class;
