using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Orchestrator.Conformance.Tests.Grpc.Protos;
using Orchestrator.Conformance.Tests.Grpc.Server;

namespace Orchestrator.Conformance.Tests.Grpc.Client;

/// <summary>The channel: what it refuses, how it fails, and how it ends.</summary>
public sealed class ChannelTests
{
    [Fact]
    public async Task Call_to_nobody_is_unavailable_and_says_why()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        using var call = new Echo.EchoClient(channel).UnaryAsync(new EchoRequest());
        var failure = await Bounds.FailureOf(call.ResponseAsync, "the call");
        Assert.Equal(StatusCode.Unavailable, failure.StatusCode);
        Assert.Contains("Connection refused", failure.Status.Detail);
        await Bounds.FailureOf(call.ResponseHeadersAsync, "the headers");
    }

    [Fact]
    public async Task Stream_to_nobody_fails_both_ways()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        using var call = new Echo.EchoClient(channel).Duplex();
        var read = await Bounds.FailureOf(call.ResponseStream.MoveNext(CancellationToken.None), "the read");
        var write = await Bounds.FailureOf(call.RequestStream.WriteAsync(new EchoRequest()), "the write");
        Assert.Equal((StatusCode.Unavailable, StatusCode.Unavailable), (read.StatusCode, write.StatusCode));
    }

    [Fact]
    public async Task Disposed_channel_ends_its_calls_and_makes_no_more()
    {
        await using var server = await EchoServer.Start();
        var channel = GrpcChannel.ForAddress(server.Address);
        var client = new Echo.EchoClient(channel);
        using var call = client.Duplex();
        await call.RequestStream.WriteAsync(new EchoRequest()).Within("the write");
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within("the answer"));
        var read = call.ResponseStream.MoveNext(CancellationToken.None);
        await channel.ShutdownAsync().Within("the channel to end");
        Assert.Equal(StatusCode.Cancelled, (await Bounds.FailureOf(read, "the read")).StatusCode);
        Assert.Throws<ObjectDisposedException>(() => client.Unary(new EchoRequest()));
        channel.Dispose();
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        using var http = new HttpClient();
        using var handler = new SocketsHttpHandler();
        Assert.Throws<ArgumentException>(
            () => GrpcChannel.ForAddress("http://a", new GrpcChannelOptions { HttpClient = http, HttpHandler = handler }));
        Assert.Throws<InvalidOperationException>(
            () => GrpcChannel.ForAddress("http://a", new GrpcChannelOptions { Credentials = ChannelCredentials.SecureSsl }));
        Assert.Throws<InvalidOperationException>(
            () => GrpcChannel.ForAddress("https://a", new GrpcChannelOptions { Credentials = ChannelCredentials.Insecure }));
    }

    [Fact]
    public async Task Client_that_is_given_is_used_and_left_alone()
    {
        await using var server = await EchoServer.Start();
        using var http = new HttpClient();
        for (var i = 0; i < 2; i++)
        {
            using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { HttpClient = http });
            using var call = new Echo.EchoClient(channel).ServerStream(new EchoRequest { Count = 3 });
            Assert.Equal(3, (await Bounds.AllOf(call.ResponseStream)).Count);
        }
    }

    [Fact]
    public async Task Interceptors_see_a_call_from_the_outside_in()
    {
        await using var server = await EchoServer.Start();
        var seen = new List<string>();
        var invoker = server.Channel.Intercept(new Named("outer", seen), new Named("inner", seen));
        var reply = await new Echo.EchoClient(invoker).UnaryAsync(new EchoRequest { Text = "a" }).ResponseAsync.Within("the reply");
        Assert.Equal("a", reply.Text);
        Assert.Equal(["outer", "inner"], seen);
    }

    [Fact]
    public async Task Credentials_of_a_call_add_headers_where_they_may()
    {
        await using var server = await EchoServer.Start();
        var received = new List<string?>();
        server.Hooks.BeforeAnswer = (_, context) =>
        {
            received.Add(context.RequestHeaders.GetValue("authorization"));
            return Task.CompletedTask;
        };
        var credentials = CallCredentials.FromInterceptor((context, metadata) =>
        {
            metadata.Add("authorization", context.MethodName);
            return Task.CompletedTask;
        });
        foreach (var mayUse in new[] { false, true })
        {
            var options = new GrpcChannelOptions { UnsafeUseInsecureChannelCallCredentials = mayUse };
            using var channel = GrpcChannel.ForAddress(server.Address, options);
            using var call = new Echo.EchoClient(channel).UnaryAsync(new EchoRequest(), new CallOptions(credentials: credentials));
            await call.ResponseAsync.Within("the reply");
        }
        Assert.Equal([null, "Unary"], received);
    }

    private sealed class Named(string name, List<string> seen) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            seen.Add(name);
            return continuation(request, context);
        }
    }
}
