using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>A call as its handler sees it, over an HTTP request.</summary>
internal sealed class HttpServerCallContext : ServerCallContext, IServerCallContextFeature
{
    private readonly CallDeadline? _deadline;
    private readonly CallResponse _response;
    private Metadata? _requestHeaders;
    private Metadata? _trailers;
    private string? _peer;
    private AuthContext? _authContext;

    public HttpServerCallContext(HttpContext http, IMethod method, CallResponse response, CallDeadline? deadline)
    {
        Http = http;
        MethodCore = method.FullName;
        _response = response;
        _deadline = deadline;
        CancellationTokenCore = deadline?.Token ?? http.RequestAborted;
    }

    public HttpContext Http { get; }

    ServerCallContext IServerCallContextFeature.ServerCallContext => this;

    internal Metadata? Trailers => _trailers;

    protected override string MethodCore { get; }

    protected override string HostCore => Http.Request.Host.Value ?? "";

    protected override string PeerCore => _peer ??= DescribePeer(Http.Connection);

    protected override DateTime DeadlineCore => _deadline?.At ?? DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadHeaders(Http.Request.Headers);

    protected override CancellationToken CancellationTokenCore { get; }

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore =>
        _authContext ??= DescribeCertificate(Http.Connection.ClientCertificate);

    protected override IDictionary<object, object> UserStateCore => Http.Items!;

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        return _response.SendHeadersAsync(responseHeaders);
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("CreatePropagationToken will be implemented via EnableCallContextPropagation.");

    private static string DescribePeer(ConnectionInfo connection) => connection.RemoteIpAddress switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetwork } address => $"ipv4:{address}:{connection.RemotePort}",
        IPAddress address => $"ipv6:[{address}]:{connection.RemotePort}",
    };

    private static Metadata ReadHeaders(IHeaderDictionary headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers)
        {
            if (MetadataHeaders.IsProtocol(name) || name.Equals("host", StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var value in values)
                Add(metadata, name.ToLowerInvariant(), value ?? "");
        }

        return metadata;
    }

    private static void Add(Metadata metadata, string key, string value)
    {
        if (!key.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.Ordinal))
        {
            metadata.Add(Metadata.Entry.FromWire(key, value));
            return;
        }

        foreach (var part in value.AsSpan().Split(','))
        {
            try
            {
                metadata.Add(Metadata.Entry.FromWire(key, MetadataHeaders.DecodeBinary(value.AsSpan(part))));
            }
            catch (FormatException e)
            {
                throw new RpcException(new Status(StatusCode.Internal, $"The header '{key}' is not base64.", e));
            }
        }
    }

    private static AuthContext DescribeCertificate(X509Certificate2? certificate)
    {
        var properties = new Dictionary<string, List<AuthProperty>>();
        if (certificate is null)
            return new(null, properties);
        var name = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        properties["x509_common_name"] =
            [AuthProperty.Create("x509_common_name", System.Text.Encoding.UTF8.GetBytes(name))];
        return new("x509_common_name", properties);
    }
}
