using System.Text.Json;
using Command = System.Collections.Generic.Dictionary<string, object>;

namespace Orchestrator.Conformance.Tests.Grpc.Interop;

/// <summary>Somebody else's client and our server: what every client must see alike.</summary>
public abstract class ServerInteropTests(PeerClient client)
{
    private const int FourMegabytes = 4 * 1024 * 1024;

    [Fact]
    public async Task Unary_request_comes_back()
    {
        var result = await Call("unary", new { text = "grüße" });
        Assert.Equal((0, "grüße"), (Code(result), Assert.Single(Texts(result))));
    }

    [Fact]
    public async Task Server_stream_gives_every_message_in_order()
    {
        var result = await Call("serverStream", new { text = "s", count = 1000 });
        Assert.Equal((0, 1000, 999), (Code(result), Texts(result).Count, result.GetProperty("index").GetInt32()));
    }

    [Fact]
    public async Task Client_stream_brings_every_message_in_order()
    {
        var result = await Call("clientStream", new { text = "" }, new() { ["requests"] = 300, ["payload"] = 100 });
        Assert.Equal((0, 300), (Code(result), result.GetProperty("index").GetInt32()));
        Assert.Equal(30_000, result.GetProperty("payloadBytes").GetInt64());
        Assert.Equal(string.Concat(Enumerable.Range(0, 300).Select(i => $"{i},")), Assert.Single(Texts(result)));
    }

    [Fact]
    public async Task Duplex_stream_loses_nothing()
    {
        var result = await Call("duplex", new { text = "" }, new() { ["requests"] = 1000 });
        Assert.Equal(0, Code(result));
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i},"), Texts(result));
    }

    [Fact]
    public async Task Deadline_that_passes_ends_the_call_on_both_sides()
    {
        var result = await Call("unary", new { delay_ms = 60_000 }, new() { ["deadlineMs"] = 300, ["metadata"] = Named("deadline") });
        Assert.Equal(4, Code(result));
        await client.Cancelled["deadline"].Task.Within("the server to see the deadline");
    }

    [Fact]
    public async Task Cancellation_in_mid_stream_is_seen_by_the_server()
    {
        var result = await Call(
            "serverStream", new { count = int.MaxValue, delay_ms = 20 }, new() { ["cancelAfter"] = 2, ["metadata"] = Named("cancel") });
        Assert.Equal(1, Code(result));
        await client.Cancelled["cancel"].Task.Within("the server to see the cancellation");
    }

    [Fact]
    public async Task Cancelled_duplex_stream_ends()
    {
        var result = await Call("duplex", new { }, new() { ["cancelAfter"] = 1 });
        Assert.Equal(1, Code(result));
    }

    [Fact]
    public async Task Failure_brings_code_message_trailers_and_details()
    {
        var result = await Call(
            "unary", new { fail_status_code = 9, fail_detail = "100% ä\n", fail_reason = "STATE" },
            new() { ["metadata"] = new Command { ["x-text"] = "why", ["x-bytes-bin"] = "AAH+/w==" } });
        Assert.Equal((9, "100% ä\n"), (Code(result), result.GetProperty("details").GetString()));
        Assert.Equal("STATE", result.GetProperty("rich").GetProperty("reason").GetString());
        foreach (var metadata in new[] { result.GetProperty("headers"), result.GetProperty("trailers") })
        {
            Assert.Equal("why", metadata.GetProperty("x-text").GetString());
            Assert.Equal("AAH+/w==", metadata.GetProperty("x-bytes-bin").GetString());
        }
    }

    [Fact]
    public async Task Failure_after_messages_comes_after_them()
    {
        var result = await Call("serverStream", new { count = 3, fail_status_code = 10, fail_detail = "late" });
        Assert.Equal((10, "late"), (Code(result), result.GetProperty("details").GetString()));
        Assert.InRange(Texts(result).Count, MayDropMessagesBeforeFailure ? 0 : 3, 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_of_four_megabytes_comes_back(bool isCompressed)
    {
        var result = await Call("unary", new { text = "m" }, new() { ["payload"] = FourMegabytes, ["gzip"] = isCompressed });
        Assert.Equal((0, FourMegabytes), (Code(result), result.GetProperty("payload").GetInt32()));
    }

    [Fact]
    public async Task Message_larger_than_the_server_takes_is_refused()
    {
        var result = await Call("unary", new { }, new() { ["payload"] = (2 * FourMegabytes) + 1 });
        Assert.Equal(8, Code(result));
    }

    [Fact]
    public async Task Message_larger_than_the_client_takes_is_refused()
    {
        var result = await Call("unary", new { }, new() { ["payload"] = FourMegabytes, ["maxReceive"] = 1 << 20 });
        Assert.Equal(8, Code(result));
    }

    [Fact]
    public async Task Unknown_method_is_unimplemented()
    {
        var result = await Call("unknown", new { });
        Assert.Equal(12, Code(result));
    }

    /// <summary>Whether the client hands a failure out before messages that it has yet to read.</summary>
    protected virtual bool MayDropMessagesBeforeFailure => false;

    private static Command Named(string name) => new() { ["x-name"] = name };

    private static int Code(JsonElement result) => result.GetProperty("code").GetInt32();

    private static List<string> Texts(JsonElement result) =>
        [.. result.GetProperty("texts").EnumerateArray().Select(t => t.GetString()!)];

    private Task<JsonElement> Call(string call, object request, Command? more = null)
    {
        var command = more ?? [];
        command["call"] = call;
        command["request"] = request;
        return client.CallAsync(command);
    }
}
