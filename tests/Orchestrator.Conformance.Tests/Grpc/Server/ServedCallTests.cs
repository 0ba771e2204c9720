using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>What handlers are given, and what clients are told.</summary>
public sealed class ServedCallTests
{
    [Fact]
    public async Task Calls_of_all_four_kinds_are_answered()
    {
        await using var server = await EchoServer.Start();
        var payload = ByteString.CopyFrom([1, 2, 3]);

        var unary = await server.Client.UnaryAsync(new() { Text = "a", Payload = payload }).ResponseAsync.Within("unary");
        using var serverStream = server.Client.ServerStream(new() { Text = "b", Count = 3 });
        var answers = await Bounds.AllOf(serverStream.ResponseStream);
        using var clientStream = server.Client.ClientStream();
        foreach (var text in new[] { "x", "y", "z" })
            await clientStream.RequestStream.WriteAsync(new() { Text = text, Payload = payload }).Within("a request");
        await clientStream.RequestStream.CompleteAsync().Within("the end of requests");
        var sum = await clientStream.ResponseAsync.Within("client stream");
        using var duplex = server.Client.Duplex();
        var echoes = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            await duplex.RequestStream.WriteAsync(new() { Text = $"{i}" }).Within("a request");
            Assert.True(await duplex.ResponseStream.MoveNext(CancellationToken.None).Within("an echo"));
            echoes.Add(duplex.ResponseStream.Current.Text);
        }

        await duplex.RequestStream.CompleteAsync().Within("the end of requests");

        Assert.Equal(("a", payload), (unary.Text, unary.Payload));
        Assert.Equal([0, 1, 2], answers.Select(a => a.Index));
        Assert.Equal(("xyz", 3, 9L), (sum.Text, sum.Index, sum.PayloadBytes));
        Assert.Equal(["0", "1", "2"], echoes);
        Assert.Empty(await Bounds.AllOf(duplex.ResponseStream));
        Assert.Equal(StatusCode.OK, duplex.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Read_that_a_handler_leaves_behind_disturbs_no_later_call()
    {
        await using var server = await EchoServer.Start();
        var hooks = server.Hooks;
        Task<bool> left = Task.FromResult(true);
        for (var round = 0; round < 20; round++)
        {
            hooks.InsteadOfDuplex = requests =>
            {
                left = requests.MoveNext(CancellationToken.None);
                return Task.CompletedTask;
            };
            using var leaving = server.Client.Duplex();
            Assert.Empty(await Bounds.AllOf(leaving.ResponseStream));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.Within("the end of the read"));

            hooks.InsteadOfDuplex = null;
            using var echoing = server.Client.Duplex();
            await echoing.RequestStream.WriteAsync(new() { Text = "still there" }).Within("a request");
            Assert.True(await echoing.ResponseStream.MoveNext(CancellationToken.None).Within("an echo"));
            await echoing.RequestStream.CompleteAsync().Within("the end of requests");
            Assert.Empty(await Bounds.AllOf(echoing.ResponseStream));
        }
    }

    [Fact]
    public async Task Failure_carries_its_code_text_and_trailers()
    {
        await using var server = await EchoServer.Start();

        var failure = await Bounds.FailureOf(
            server.Client.UnaryAsync(new()
            {
                Text = "t",
                Payload = ByteString.CopyFrom([0, 255]),
                FailStatusCode = 9,
                FailDetail = "nö: 100 %\n",
            }).ResponseAsync,
            "unary");

        Assert.Equal(new Status(StatusCode.FailedPrecondition, "nö: 100 %\n"), failure.Status);
        Assert.Equal("t", failure.Trailers.GetValue("failed"));
        Assert.Equal([0, 255], failure.Trailers.GetValueBytes("failed-bin"));
    }

    [Fact]
    public async Task Failure_after_messages_comes_after_them()
    {
        await using var server = await EchoServer.Start();
        using var call = server.Client.ServerStream(new() { Count = 2, FailStatusCode = 5, FailDetail = "gone" });

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within("the first"));
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within("the second"));
        var failure = await Bounds.FailureOf(call.ResponseStream.MoveNext(CancellationToken.None), "the third");

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task Rich_status_arrives_whole()
    {
        await using var server = await EchoServer.Start();

        var failure = await Bounds.FailureOf(
            server.Client.UnaryAsync(new() { FailStatusCode = 3, FailDetail = "bad", FailReason = "WHY" }).ResponseAsync,
            "unary");

        var status = failure.GetRpcStatus();
        Assert.Equal((3, "bad"), (status!.Code, status.Message));
        var detail = Assert.Single(status.Details);
        Assert.EndsWith("google.rpc.ErrorInfo", detail.TypeUrl, StringComparison.Ordinal);
        Assert.Equal("WHY", EchoRequest.Parser.ParseFrom(detail.Value).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exception_is_told_only_where_that_is_wanted(bool isTold)
    {
        await using var server = await EchoServer.Start(o => o.EnableDetailedErrors = isTold);
        server.Hooks.BeforeAnswer = (_, _) => throw new ArgumentException("secret");

        var failure = await Bounds.FailureOf(server.Client.UnaryAsync(new()).ResponseAsync, "unary");

        Assert.Equal(StatusCode.Unknown, failure.StatusCode);
        Assert.StartsWith("Exception was thrown by handler.", failure.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(isTold, failure.Status.Detail.Contains("secret"));
    }

    [Fact]
    public async Task Handler_sees_the_call_as_the_client_made_it()
    {
        await using var server = await EchoServer.Start();
        ServerCallContext? seen = null;
        HttpContext? http = null;
        server.Hooks.BeforeAnswer = (_, context) =>
        {
            (seen, http) = (context, context.GetHttpContext());
            Assert.Same(context, http.Features.Get<IServerCallContextFeature>()?.ServerCallContext);
            Assert.Equal("/orchestrator.conformance.v1.Echo/Unary", context.Method);
            Assert.Equal("v", context.RequestHeaders.GetValue("Name"));
            Assert.Equal([7, 0], context.RequestHeaders.GetValueBytes("name-bin"));
            Assert.DoesNotContain(context.RequestHeaders, e => e.Key.StartsWith("grpc-", StringComparison.Ordinal));
            Assert.StartsWith("ipv4:127.0.0.1:", context.Peer, StringComparison.Ordinal);
            Assert.Equal($"127.0.0.1:{server.Address.Port}", context.Host);
            Assert.InRange(context.Deadline - TimeProvider.System.GetUtcNow().UtcDateTime, TimeSpan.Zero, TimeSpan.FromHours(1));
            Assert.False(context.AuthContext.IsPeerAuthenticated);
            return Task.CompletedTask;
        };
        var headers = new Metadata { { "name", "v" }, { "name-bin", new byte[] { 7, 0 } } };
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1);

        await server.Client.UnaryAsync(new(), headers, deadline).ResponseAsync.Within("unary");

        Assert.NotNull(seen);
        Assert.NotNull(http);
    }

    [Fact]
    public async Task Call_without_a_deadline_has_none()
    {
        await using var server = await EchoServer.Start();
        var deadline = default(DateTime);
        server.Hooks.BeforeAnswer = (_, context) =>
        {
            deadline = context.Deadline;
            return Task.CompletedTask;
        };

        await server.Client.UnaryAsync(new()).ResponseAsync.Within("unary");

        Assert.Equal(DateTime.MaxValue, deadline);
    }

    [Fact]
    public async Task Response_headers_come_before_the_answer_and_trailers_after_it()
    {
        await using var server = await EchoServer.Start();
        var release = new TaskCompletionSource();
        server.Hooks.BeforeAnswer = async (_, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "early", "1" }, { "early-bin", new byte[] { 1 } } });
            await Assert.ThrowsAsync<InvalidOperationException>(() => context.WriteResponseHeadersAsync([]));
            context.ResponseTrailers.Add("late", "2");
            await release.Task;
        };

        using var call = server.Client.UnaryAsync(new());
        var headers = await call.ResponseHeadersAsync.Within("the headers");
        Assert.False(call.ResponseAsync.IsCompleted);
        release.SetResult();
        await call.ResponseAsync.Within("the answer");

        Assert.Equal("1", headers.GetValue("early"));
        Assert.Equal([1], headers.GetValueBytes("early-bin"));
        Assert.Equal("2", call.GetTrailers().GetValue("late"));
    }

    [Fact]
    public async Task Cancelled_call_cancels_the_handlers_token()
    {
        await using var server = await EchoServer.Start();
        var started = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        server.Hooks.BeforeAnswer = async (_, context) =>
        {
            var never = new TaskCompletionSource();
            await using var registration = context.CancellationToken.Register(() => never.TrySetCanceled());
            started.SetResult();
            try
            {
                await never.Task;
            }
            finally
            {
                cancelled.SetResult();
            }
        };
        using var cancellation = new CancellationTokenSource();

        var call = server.Client.UnaryAsync(new(), cancellationToken: cancellation.Token);
        await started.Task.Within("the handler to start");
        await cancellation.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Bounds.FailureOf(call.ResponseAsync, "unary")).StatusCode);
        await cancelled.Task.Within("the handler to be cancelled");
    }

    [Fact]
    public async Task Reading_handler_ends_when_the_client_cancels()
    {
        await using var server = await EchoServer.Start();
        using var cancellation = new CancellationTokenSource();
        using var call = server.Client.Duplex(cancellationToken: cancellation.Token);
        await call.RequestStream.WriteAsync(new()).Within("a request");
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).Within("its echo"));

        await cancellation.CancelAsync();
        await Bounds.FailureOf(call.ResponseStream.MoveNext(CancellationToken.None), "the stream");
        await server.Until(() => server.Hooks.Disposed == server.Hooks.Instances, "the handler to end");
    }

    [Fact]
    public async Task Deadline_ends_a_stream_that_the_client_reads()
    {
        await using var server = await EchoServer.Start();
        using var call = server.Client.ServerStream(
            new() { Count = 1_000_000, DelayMs = 10 },
            deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(300));

        var failure = await Bounds.FailureOf(Bounds.AllOf(call.ResponseStream), "the stream");

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Fact]
    public async Task Service_instance_lives_for_one_call()
    {
        await using var server = await EchoServer.Start();

        for (var i = 1; i <= 3; i++)
        {
            await server.Client.UnaryAsync(new()).ResponseAsync.Within("unary");
            Assert.Equal(i, server.Hooks.Instances);
        }

        await Bounds.FailureOf(server.Client.UnaryAsync(new() { FailStatusCode = 13 }).ResponseAsync, "unary");
        Assert.Equal(4, server.Hooks.Disposed);
    }

    [Fact]
    public async Task Answer_beyond_the_limit_of_sending_is_refused()
    {
        await using var server = await EchoServer.Start(o => o.MaxSendMessageSize = 100);

        var failure = await Bounds.FailureOf(
            server.Client.UnaryAsync(new() { Text = new string('a', 101) }).ResponseAsync, "unary");

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task Messages_written_with_a_buffer_hint_all_arrive_in_order()
    {
        await using var server = await EchoServer.Start();
        server.Hooks.BeforeAnswer = (_, context) =>
        {
            context.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
            return Task.CompletedTask;
        };

        using var call = server.Client.ServerStream(new() { Count = 5_000, Text = "text" });
        var answers = await Bounds.AllOf(call.ResponseStream);

        Assert.Equal(Enumerable.Range(0, 5_000), answers.Select(a => a.Index));
    }

    [Fact]
    public async Task Stream_of_large_messages_arrives_whole()
    {
        await using var server = await EchoServer.Start();
        using var call = server.Client.ServerStream(new() { Count = 200, Payload = ByteString.CopyFrom(new byte[100_000]) });

        var answers = await Bounds.AllOf(call.ResponseStream);

        Assert.All(answers, a => Assert.Equal(100_000, a.Payload.Length));
        Assert.Equal(200, answers.Count);
    }
}
