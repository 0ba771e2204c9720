using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Grpc.Net.Client.Credentials;
using Grpc.Wire.Compression;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Grpc.Net.Client;

/// <summary>
/// The way to one server. Connects when the first call is made, shares its connections among all calls, and may be used
/// from many threads at a time. Disposing it ends the calls that still run with CANCELLED.
/// </summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    private readonly ConcurrentDictionary<IMethod, Uri> _addresses = new();
    private readonly CancellationTokenSource _disposal = new();
    private readonly HttpMessageInvoker _http;
    private readonly bool _ownsHttp;
    private int _isDisposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        var credentials = new CredentialsOf(options.Credentials);
        Check(address, options, credentials);
        Address = address;
        SendsCallCredentials =
            address.Scheme == Uri.UriSchemeHttps || options.UnsafeUseInsecureChannelCallCredentials;
        Interceptors = credentials.Interceptors;
        MaxSendMessageSize = options.MaxSendMessageSize;
        MaxReceiveMessageSize = options.MaxReceiveMessageSize;
        ThrowOperationCanceledOnCancellation = options.ThrowOperationCanceledOnCancellation;
        Compressions = new(options.CompressionProviders);
        Time = options.Time;
        Logger = (options.LoggerFactory ?? NullLoggerFactory.Instance).CreateLogger("Grpc.Net.Client");
        _ownsHttp = options.DisposeHttpClient || (options.HttpClient is null && options.HttpHandler is null);
        _http = options.HttpClient ?? new HttpMessageInvoker(options.HttpHandler ?? NewHandler(), _ownsHttp);
        Disposed = _disposal.Token;
    }

    internal Uri Address { get; }

    /// <summary>Whether the connection is one that call credentials may be sent over.</summary>
    internal bool SendsCallCredentials { get; }

    /// <summary>What the channel's credentials add to each call.</summary>
    internal IReadOnlyList<AsyncAuthInterceptor> Interceptors { get; }

    internal int? MaxSendMessageSize { get; }

    internal int? MaxReceiveMessageSize { get; }

    internal bool ThrowOperationCanceledOnCancellation { get; }

    internal Compressions Compressions { get; }

    internal TimeProvider Time { get; }

    internal ILogger Logger { get; }

    /// <summary>Ends with the channel.</summary>
    internal CancellationToken Disposed { get; }

    /// <summary>A channel to an absolute <c>http</c> or <c>https</c> address.</summary>
    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an absolute <c>http</c> or <c>https</c> address.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="InvalidOperationException">The credentials do not go with the address's scheme.</exception>
    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) =>
        ForAddress(new Uri(address), channelOptions);

    /// <summary>A channel to an absolute <c>http</c> or <c>https</c> address.</summary>
    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <summary>A channel to an absolute <c>http</c> or <c>https</c> address.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="InvalidOperationException">The credentials do not go with the address's scheme.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return new(address, channelOptions);
    }

    /// <inheritdoc/>
    public override CallInvoker CreateCallInvoker()
    {
        ThrowIfDisposed();
        return new GrpcCallInvoker(this);
    }

    /// <summary>Ends the running calls and closes the connections that the channel owns.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }
        _disposal.Cancel();
        _disposal.Dispose();
        if (_ownsHttp)
        {
            _http.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    internal void ThrowIfDisposed() =>
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed) != 0, this);

    internal Uri AddressOf(IMethod method) =>
        _addresses.GetOrAdd(method, static (m, address) => new Uri(address, m.FullName), Address);

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : _http.SendAsync(request, cancellationToken);

    private static void Check(Uri address, GrpcChannelOptions options, CredentialsOf credentials)
    {
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new ArgumentException($"'{address}' is not an absolute http or https address.", nameof(address));
        }
        if (options is { HttpClient: not null, HttpHandler: not null })
        {
            throw new ArgumentException("HttpClient and HttpHandler have been configured. "
                + "Only one HTTP caller can be specified.", nameof(options));
        }
        var isSecure = address.Scheme == Uri.UriSchemeHttps;
        if (credentials.IsSecure is { } mustBeSecure && mustBeSecure != isSecure)
        {
            throw new InvalidOperationException($"The channel's credentials do not go with '{address.Scheme}'.");
        }
        if (credentials.Interceptors.Count > 0 && !isSecure && !options.UnsafeUseInsecureChannelCallCredentials)
        {
            throw new InvalidOperationException(
                "Call credentials are not sent over a connection that is not secured.");
        }
    }

    private static SocketsHttpHandler NewHandler() =>
        new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            EnableMultipleHttp2Connections = true,
            UseCookies = false,
        };
}
