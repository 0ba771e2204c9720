using System.Collections.Concurrent;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Conformance.Tests.Grpc.Protos;
using Orchestrator.Conformance.Tests.Grpc.Server;

namespace Orchestrator.Conformance.Tests.Grpc.Client;

/// <summary>One call: its end, its limits, and what a caller may not do.</summary>
public sealed class CallTests
{
    [Fact]
    public async Task Deadline_in_the_past_ends_the_call_before_it_is_sent()
    {
        await using var server = await EchoServer.Start();
        using var call = server.Client.UnaryAsync(new EchoRequest(), deadline: DateTime.UtcNow.AddSeconds(-1));
        var failure = await Bounds.FailureOf(call.ResponseAsync, "the call");
        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
        Assert.Equal(StatusCode.DeadlineExceeded, call.GetStatus().StatusCode);
        Assert.Equal(0, server.Hooks.Instances);
    }

    [Fact]
    public async Task Deadline_in_local_time_is_refused()
    {
        await using var server = await EchoServer.Start();
        Assert.Throws<InvalidOperationException>(() => server.Client.Unary(
            new EchoRequest(), deadline: DateTime.SpecifyKind(DateTime.UtcNow.AddHours(1), DateTimeKind.Local)));
    }

    [Fact]
    public async Task Latest_deadline_is_none()
    {
        await using var server = await EchoServer.Start();
        var reply = server.Client.UnaryAsync(new EchoRequest { Text = "a" }, deadline: DateTime.MaxValue);
        Assert.Equal("a", (await reply.ResponseAsync.Within("the reply")).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelled_call_throws_what_the_channel_was_told_to(bool asCancellation)
    {
        await using var server = await EchoServer.Start();
        using var channel = GrpcChannel.ForAddress(
            server.Address, new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = asCancellation });
        using var cancellation = new CancellationTokenSource();
        using var call = new Echo.EchoClient(channel).UnaryAsync(
            new EchoRequest { DelayMs = 60_000 }, cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        var failure = await Record.ExceptionAsync(() => call.ResponseAsync.Within("the call to fail"));
        var rpc = asCancellation ? Assert.IsType<OperationCanceledException>(failure).InnerException : failure;
        Assert.Equal(StatusCode.Cancelled, Assert.IsType<RpcException>(rpc).StatusCode);
    }

    [Fact]
    public async Task Token_of_a_read_cancels_the_call()
    {
        await using var server = await EchoServer.Start();
        using var cancellation = new CancellationTokenSource();
        using var call = server.Client.ServerStream(new EchoRequest { Count = 1, DelayMs = 60_000 });
        var read = call.ResponseStream.MoveNext(cancellation.Token);
        await cancellation.CancelAsync();
        Assert.Equal(StatusCode.Cancelled, (await Bounds.FailureOf(read, "the read")).StatusCode);
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Status_and_trailers_are_not_told_before_the_end()
    {
        await using var server = await EchoServer.Start();
        using var call = server.Client.Duplex();
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
        call.Dispose();
        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public async Task Second_read_and_write_after_the_end_are_refused()
    {
        await using var server = await EchoServer.Start();
        using var call = server.Client.Duplex();
        var read = call.ResponseStream.MoveNext(CancellationToken.None);
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
        await call.RequestStream.CompleteAsync().Within("the end of the requests");
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(new EchoRequest()));
        Assert.False(await read.Within("the end"));
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None).Within("the end, again"));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Message_larger_than_may_be_sent_is_refused_and_the_stream_goes_on()
    {
        await using var server = await EchoServer.Start();
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { MaxSendMessageSize = 100 });
        using var call = new Echo.EchoClient(channel).ClientStream();
        var large = new EchoRequest { Text = new('a', 200) };
        var failure = await Bounds.FailureOf(call.RequestStream.WriteAsync(large), "the large write");
        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        await call.RequestStream.WriteAsync(new EchoRequest { Text = "b" }).Within("the small write");
        await call.RequestStream.CompleteAsync().Within("the end of the requests");
        Assert.Equal("b", (await call.ResponseAsync.Within("the reply")).Text);
    }

    [Fact]
    public async Task Buffered_writes_leave_with_the_next_one_or_the_end()
    {
        await using var server = await EchoServer.Start();
        using var call = server.Client.ClientStream();
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
        for (var i = 0; i < 10_000; i++)
        {
            await call.RequestStream.WriteAsync(new EchoRequest { Payload = ByteString.CopyFrom(1, 2, 3) }).Within($"write {i}");
        }
        await call.RequestStream.CompleteAsync().Within("the end of the requests");
        var reply = await call.ResponseAsync.Within("the reply");
        Assert.Equal((10_000, 30_000L), (reply.Index, reply.PayloadBytes));
    }

    [Fact]
    public async Task Server_that_does_not_read_holds_the_writer_up()
    {
        await using var server = await EchoServer.Start();
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Hooks.BeforeAnswer = (_, _) => release.Task;
        using var call = server.Client.ClientStream();
        var payload = ByteString.CopyFrom(new byte[64 * 1024]);
        var written = 0;
        Task write;
        do
        {
            // A write that is not done at once, and not soon, waits for the server.
            write = call.RequestStream.WriteAsync(new EchoRequest { Payload = payload });
            await Task.WhenAny(write, Pause());
            written++;
        }
        while (write.IsCompletedSuccessfully && written < 1000);
        Assert.False(write.IsCompleted, "nothing held the writer up");
        Assert.InRange(written, 1, 200);
        release.SetResult();
        await write.Within("the write that waited");
        await call.RequestStream.CompleteAsync().Within("the end of the requests");
        Assert.Equal(written, (await call.ResponseAsync.Within("the reply")).Index);
    }

    [Fact]
    public async Task Many_calls_at_once_do_not_mix()
    {
        await using var server = await EchoServer.Start();
        var replies = new ConcurrentDictionary<int, string>();
        await Parallel.ForAsync(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (i, cancellationToken) =>
        {
            var reply = await server.Client.UnaryAsync(new EchoRequest { Text = $"{i}" }, cancellationToken: cancellationToken)
                .ResponseAsync.Within($"reply {i}");
            replies[i] = reply.Text;
        });
        Assert.All(replies, r => Assert.Equal($"{r.Key}", r.Value));
        Assert.Equal(500, replies.Count);
    }

    // Long enough for a write that the window has room for.
    private static async Task Pause()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2));
        await timer.WaitForNextTickAsync();
    }
}
