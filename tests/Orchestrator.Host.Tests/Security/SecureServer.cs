using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Orchestrator.Host.Security;
using Orchestrator.Host.Serving;
using Orchestrator.Journal.Locations;
using Orchestrator.Protocol;
using Orchestrator.TestKit.Certificates;
using StoreLocation = Orchestrator.Journal.Locations.StoreLocation;

namespace Orchestrator.Host.Tests.Security;

/// <summary>
/// A coordinator as <c>serve</c> starts it, on loopback with a folder of its own, that leads. Its files of certificates
/// and tokens are looked at by the clock of <see cref="Files"/>.
/// </summary>
internal sealed class SecureServer : IAsyncDisposable
{
    /// <summary>How long anything is waited for.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static readonly CallLimits NoLimits = new(null, null, null);

    private readonly StoreConnection _store;
    private readonly ServerSecurity _security;

    private SecureServer(SecretFolder files, ServerSecurity security, StoreConnection store, CoordinatorServer server)
    {
        (Files, _security, _store, Server) = (files, security, store, server);
    }

    public SecretFolder Files { get; }

    public CoordinatorServer Server { get; }

    public Uri Address => Server.Address;

    /// <summary>A token of a role that <see cref="StartAsync"/> lists in the file <c>tokens</c>.</summary>
    public static string TokenOf(Role role) => $"{role.ToString().ToLowerInvariant()}-token-of-a-test";

    /// <summary>The lines of these tokens.</summary>
    public static string TokenLines(params Role[] roles) => string.Join('\n', roles.Select(
        role => $"{role}-user {role.ToString().ToLowerInvariant()} {TokenOf(role)}"));

    /// <summary>Starts one and waits until it leads.</summary>
    /// <param name="hasTokens">Whether it takes a token of each role, and nobody without.</param>
    /// <param name="certificate">What it serves with by TLS; null: plainly.</param>
    /// <param name="clientAuthority">Whose certificates clients must have; null: none.</param>
    /// <param name="limits">Its limits; null: none.</param>
    /// <param name="logs">Where its logs go.</param>
    public static async Task<SecureServer> StartAsync(
        bool hasTokens = false, PemFiles? certificate = null, string? clientAuthority = null, ServeLimits? limits = null,
        KeptLogs? logs = null)
    {
        var files = new SecretFolder();
        if (hasTokens)
            files.Write("tokens", TokenLines(Enum.GetValues<Role>()));
        var security = new ServerSecurity(
            certificate is null ? null : CertificateFiles.Open(certificate.Certificate, certificate.Key, files.Time),
            clientAuthority is null ? null : TrustedCertificates.Open(clientAuthority, files.Time),
            hasTokens ? AccessTokens.Open(files["tokens"], files.Time) : null);
        var store = await StoreConnection.OpenAsync(
            new StoreLocation.Sqlite(files["data"]), new StoreConnectionOptions(), TimeProvider.System, Stop);
        var settings = new ServeSettings(
            new IPEndPoint(IPAddress.Loopback, 0), null, new SessionTerms(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60)),
            security, limits ?? new ServeLimits(NoLimits, 1L << 30, 4 << 20), LogsJson: false)
        {
            Logs = logs is null ? null : logs.AddTo,
        };
        var server = await CoordinatorServer.StartAsync(settings, store, TimeProvider.System, Stop);
        await server.Leadership.LeadingAsync(Stop).WaitAsync(Limit, Stop);
        return new SecureServer(files, security, store, server);
    }

    /// <summary>
    /// A client that takes any certificate of the server; shows one of its own where it is given.
    /// </summary>
    public HttpClient Client(PemFiles? own = null, Action<X509Certificate2, X509Chain>? shown = null) => new(
        Handler(own, shown))
    {
        BaseAddress = Address,
        Timeout = Limit,
    };

    /// <summary>A gRPC channel that sends a token.</summary>
    public GrpcChannel Channel(string? token, PemFiles? own = null) => GrpcChannel.ForAddress(Address, new GrpcChannelOptions
    {
        HttpClient = WithToken(token, new HttpClient(Handler(own, null)) { Timeout = Timeout.InfiniteTimeSpan }),
        DisposeHttpClient = true,
    });

    public async ValueTask DisposeAsync()
    {
        await Server.StopAsync();
        await Server.DisposeAsync();
        await _store.DisposeAsync();
        _security.Dispose();
        Files.Dispose();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static HttpClient WithToken(string? token, HttpClient client)
    {
        if (token is not null)
            client.DefaultRequestHeaders.Add("authorization", $"Bearer {token}");
        return client;
    }

    private static SocketsHttpHandler Handler(PemFiles? own, Action<X509Certificate2, X509Chain>? shown) => new()
    {
        EnableMultipleHttp2Connections = true,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                shown?.Invoke((X509Certificate2)certificate!, chain!);
                return true;
            },
            ClientCertificateContext = own is null ? null : SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPemFile(own.Certificate, own.Key), null, offline: true),
        },
    };
}
