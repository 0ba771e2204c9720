using Google.Protobuf;
using Orchestrator.Conformance.Tests.Grpc.Protos;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>A client that does not read holds the writer up; nothing piles up between them.</summary>
public sealed class SlowReaderTests
{
    private const int MessageBytes = 64 * 1024;
    private const int Messages = 4_000;

    [Fact]
    public async Task Reader_that_does_not_read_stops_the_writer_until_it_reads()
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);
        var request = new EchoRequest { Count = Messages, Payload = ByteString.CopyFrom(new byte[MessageBytes]) };
        using var content = new ByteArrayContent(RawCalls.Frame(request));
        using var slow = await raw.Send("ServerStream", "application/grpc", content);

        var written = await WhenNoMoreIsWritten(server);
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        var writtenLater = await WhenNoMoreIsWritten(server);

        Assert.InRange(written, 0, 64);
        Assert.Equal(written, writtenLater);
        await using var body = await slow.Content.ReadAsStreamAsync();
        var length = await Drain(body).Within("the stream to be read");
        Assert.Equal(Messages, server.Hooks.Written);
        Assert.InRange(length, (long)Messages * MessageBytes, (long)Messages * (MessageBytes + 32));
        var grown = GC.GetTotalMemory(forceFullCollection: true) - memory;
        Assert.InRange(grown, long.MinValue, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task Reader_that_goes_away_frees_the_writer()
    {
        await using var server = await EchoServer.Start();
        using (var raw = new RawCalls(server.Address))
        {
            var request = new EchoRequest { Count = Messages, Payload = ByteString.CopyFrom(new byte[MessageBytes]) };
            using var content = new ByteArrayContent(RawCalls.Frame(request));
            using var slow = await raw.Send("ServerStream", "application/grpc", content);
            await WhenNoMoreIsWritten(server);
        }

        await server.Until(() => server.Hooks.Disposed == server.Hooks.Instances, "the writer to be freed");
        Assert.True(server.Hooks.Written < Messages);
    }

    [Fact]
    public async Task Deadline_of_a_call_that_nobody_reads_frees_the_writer()
    {
        await using var server = await EchoServer.Start();
        using var raw = new RawCalls(server.Address);
        var request = new EchoRequest { Count = Messages, Payload = ByteString.CopyFrom(new byte[MessageBytes]) };
        using var content = new ByteArrayContent(RawCalls.Frame(request));
        using var slow = await raw.Send("ServerStream", "application/grpc", content, ("grpc-timeout", "500m"));

        await server.Until(() => server.Hooks.Disposed == server.Hooks.Instances, "the writer to be freed");

        Assert.True(server.Hooks.Written < Messages);
    }

    /// <summary>Other calls go through meanwhile: when a hundred of them saw no progress, there is none.</summary>
    private static async Task<long> WhenNoMoreIsWritten(EchoServer server)
    {
        var before = -1L;
        while (before != server.Hooks.Written)
        {
            before = server.Hooks.Written;
            for (var i = 0; i < 100; i++)
                await server.Client.UnaryAsync(new()).ResponseAsync.Within("a call beside it");
        }

        return before;
    }

    private static async Task<long> Drain(Stream body)
    {
        var buffer = new byte[MessageBytes];
        var length = 0L;
        while (await body.ReadAsync(buffer) is var read and > 0)
            length += read;
        return length;
    }
}
