using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Host.Security;
using Orchestrator.Host.Serving;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit.Certificates;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Tests.Security;

/// <summary>What is too much of a caller, or of all of them.</summary>
public sealed class LimitTests
{
    private const string List = "/orchestrator.v1.Sweeps/List";
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public async Task Too_many_requests_of_a_caller_are_refused_and_those_of_others_are_not()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true, limits: Limits(requests: 1));
        using var client = server.Client();
        var reader = $"Bearer {SecureServer.TokenOf(Role.Read)}";
        var refused = await UntilRefusedAsync(() => Called.GrpcAsync(client, List, reader));
        Assert.Equal((HttpStatusCode.OK, StatusCode.ResourceExhausted), (refused.Http, refused.Grpc));
        Assert.Contains("more than 1 requests a second (--limit-requests)", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        Assert.True(int.Parse(Assert.Single(refused.Headers.GetValues("grpc-retry-pushback-ms"))) >= 1000);
        Assert.Equal(StatusCode.OK, (await Called.GrpcAsync(client, List, $"Bearer {SecureServer.TokenOf(Role.Admin)}")).Grpc);

        var page = await UntilRefusedAsync(() => Called.GetAsync(client, "/metrics", reader));
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Http);
        Assert.True(page.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Who_tries_tokens_is_slowed_down_by_address()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true, limits: Limits(requests: 1));
        using var client = server.Client();
        var attempt = 0;
        var refused = await UntilRefusedAsync(
            () => Called.GrpcAsync(client, List, $"Bearer guessed-token-number-{attempt++}"));
        Assert.Equal(StatusCode.ResourceExhausted, refused.Grpc);
        Assert.Equal(StatusCode.OK, (await Called.GrpcAsync(client, List, $"Bearer {SecureServer.TokenOf(Role.Read)}")).Grpc);
    }

    [Fact]
    public async Task Too_many_streams_of_a_caller_are_refused_until_one_ends()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true, limits: Limits(streams: 2));
        using var channel = server.Channel(SecureServer.TokenOf(Role.Worker));
        using var other = server.Channel(SecureServer.TokenOf(Role.Admin));
        var first = await AttachAsync(channel, "w1");
        using var second = await AttachAsync(channel, "w2");
        var refused = await Assert.ThrowsAsync<RpcException>(async () => (await AttachAsync(channel, "w3")).Dispose());
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains("more than 2 streams at a time (--limit-streams)", refused.Status.Detail, StringComparison.Ordinal);
        using var others = await AttachAsync(other, "w4");

        await first.RequestStream.CompleteAsync();
        while (await first.ResponseStream.MoveNext(Stop))
        {
            // What was on its way.
        }

        first.Dispose();
        using var third = await UntilAsync(() => AttachAsync(channel, "w3"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Too_many_connections_are_closed_and_make_room_when_they_end(bool isTls)
    {
        using var authority = new CertificateAuthority();
        await using var server = await SecureServer.StartAsync(
            certificate: isTls ? authority.Server("server") : null, limits: Limits(connections: 3));
        var open = new List<TcpClient>();
        for (var i = 0; i < 3; i++)
            open.Add(await ConnectAsync(server));
        Assert.True(await IsTurnedAwayAsync(server), "a fourth connection stayed open");
        foreach (var connection in open)
            connection.Dispose();
        using var client = server.Client();
        await UntilAsync(() => client.GetStringAsync(new Uri("/healthz", UriKind.Relative), Stop));
    }

    [Fact]
    public async Task Message_over_the_limit_is_refused()
    {
        await using var server = await SecureServer.StartAsync(limits: Limits(message: 2 * Megabyte));
        using var channel = server.Channel(null);
        var sweeps = new Wire.Sweeps.SweepsClient(channel);
        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await sweeps.SubmitAsync(new() { SpecText = new string('#', 3 * Megabyte) }, cancellationToken: Stop));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        var taken = await Assert.ThrowsAsync<RpcException>(
            async () => await sweeps.SubmitAsync(new() { SpecText = new string('#', Megabyte) }, cancellationToken: Stop));
        Assert.Equal(StatusCode.InvalidArgument, taken.StatusCode); // it was read: a sweep without content
    }

    [Fact]
    public async Task Upload_over_the_limit_is_refused_and_one_within_it_is_taken()
    {
        await using var server = await SecureServer.StartAsync(limits: Limits(upload: 2 * Megabyte));
        using var channel = server.Channel(null);
        var refused = await Assert.ThrowsAsync<RpcException>(() => UploadAsync(channel, 3));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains("--limit-upload", refused.Status.Detail, StringComparison.Ordinal);
        Assert.False((await UploadAsync(channel, 2)).Existed);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static ServeLimits Limits(
        int? requests = null, int? streams = null, int? connections = null, long upload = 1 << 30, int message = 4 << 20) =>
        new(new CallLimits(requests, streams, connections), upload, message);

    // On a slow machine the budget may grow again before it is used up: so until it is.
    private static async Task<Called> UntilRefusedAsync(Func<Task<Called>> call)
    {
        for (var i = 0; i < 10_000; i++)
        {
            var called = await call();
            if (called.Grpc == StatusCode.ResourceExhausted || called.Http == HttpStatusCode.TooManyRequests)
                return called;
        }

        throw new InvalidOperationException("10000 calls were not refused.");
    }

    // The server takes note of an end a little after the client does.
    private static async Task<T> UntilAsync<T>(Func<Task<T>> attempt)
    {
        using var limit = new CancellationTokenSource(SecureServer.Limit);
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (Exception full) when (full is RpcException { StatusCode: StatusCode.ResourceExhausted } or HttpRequestException
                && !limit.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task<AsyncDuplexStreamingCall<Wire.WorkerMessage, Wire.CoordinatorMessage>> AttachAsync(
        ChannelBase channel, string worker)
    {
        var call = new Wire.Workers.WorkersClient(channel).Attach(cancellationToken: Stop);
        try
        {
            await call.RequestStream.WriteAsync(
                WorkerMessageMapper.ToWire(new WorkerAttached(worker, WorkerOffer.Cpu(1)), worker), Stop);
            Assert.True(await call.ResponseStream.MoveNext(Stop).WaitAsync(SecureServer.Limit, Stop));
            return call;
        }
        catch (Exception)
        {
            var status = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Stop));
            call.Dispose();
            throw status;
        }
    }

    private static async Task<Wire.PutBlobReply> UploadAsync(ChannelBase channel, int megabytes)
    {
        var content = new byte[megabytes * Megabyte];
        using var call = new Wire.Workers.WorkersClient(channel).PutBlob(cancellationToken: Stop);
        try
        {
            for (var i = 0; i < megabytes; i++)
            {
                var request = new Wire.PutBlobRequest { Content = ByteString.CopyFrom(content, i * Megabyte, Megabyte) };
                if (i == 0)
                    request.Hash = ByteString.CopyFrom(Digest.Of(content).ToBytes());
                await call.RequestStream.WriteAsync(request, Stop);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException or IOException)
        {
            // The answer says why it ended.
        }

        return await call.ResponseAsync.WaitAsync(SecureServer.Limit, Stop);
    }

    private static async Task<TcpClient> ConnectAsync(SecureServer server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Server.Bound, Stop);
        return client;
    }

    // It may be reset before its side knows that it stands.
    private static async Task<bool> IsTurnedAwayAsync(SecureServer server)
    {
        try
        {
            using var client = await ConnectAsync(server);
            return await client.GetStream().ReadAsync(new byte[1], Stop).AsTask().WaitAsync(SecureServer.Limit, Stop) == 0;
        }
        catch (Exception reset) when (reset is IOException or SocketException)
        {
            return true;
        }
    }
}
