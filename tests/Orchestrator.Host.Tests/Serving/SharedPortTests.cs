using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Orchestrator.Host.Serving;

namespace Orchestrator.Host.Tests.Serving;

/// <summary>HTTP/1.1 and HTTP/2 by prior knowledge on one port.</summary>
public sealed class SharedPortTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly SharedPort _port = new(new IPEndPoint(IPAddress.Loopback, 0));
    private WebApplication _app = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSharedPort();
        builder.WebHost.ConfigureKestrel(_port.Listen);
        _app = builder.Build();
        _app.MapGet("/", (HttpContext context) => context.Request.Protocol);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task Client_is_answered_in_the_version_it_speaks(string version)
    {
        using var client = Client(Version.Parse(version));
        Assert.Equal(version == "1.1" ? "HTTP/1.1" : "HTTP/2", await client.GetStringAsync(Url, Token()));
    }

    [Fact]
    public async Task Method_that_begins_like_the_preface_in_single_bytes_is_http_1()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_port.Bound!, Token());
        await using var stream = socket.GetStream();
        socket.NoDelay = true;
        foreach (var letter in "PRI * HTTP/1.1\r\nHost: here\r\n\r\n")
            await stream.WriteAsync(new[] { (byte)letter }, Token());
        var answer = new byte[10];
        await stream.ReadExactlyAsync(answer, Token());
        Assert.Equal("HTTP/1.1 4", Encoding.ASCII.GetString(answer));
    }

    [Fact]
    public async Task Silent_and_broken_connections_keep_nobody_waiting()
    {
        using var silent = new TcpClient();
        await silent.ConnectAsync(_port.Bound!, Token());
        using (var gone = new TcpClient { LingerState = new LingerOption(true, 0) })
        {
            await gone.ConnectAsync(_port.Bound!, Token());
            await gone.GetStream().WriteAsync("PRI"u8.ToArray(), Token());
        }

        using var client = Client(HttpVersion.Version20);
        Assert.Equal("HTTP/2", await client.GetStringAsync(Url, Token()));
        await _app.StopAsync(Token());
    }

    [Fact]
    public async Task Port_is_free_again_after_the_server_stopped()
    {
        await _app.StopAsync(Token());
        using var next = new TcpListener(_port.Bound!);
        next.Start();
        Assert.Equal(_port.Bound, next.LocalEndpoint);
    }

    private Uri Url => new($"http://{_port.Bound}/");

    private static HttpClient Client(Version version) => new()
    {
        DefaultRequestVersion = version,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Timeout = Limit,
    };

    private static CancellationToken Token() => TestContext.Current.CancellationToken;
}
