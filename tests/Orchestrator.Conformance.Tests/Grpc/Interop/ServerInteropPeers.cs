using System.Text.Json;
using Command = System.Collections.Generic.Dictionary<string, object>;

namespace Orchestrator.Conformance.Tests.Grpc.Interop;

/// <summary><c>python3-grpcio</c> and our server.</summary>
public sealed class PythonToServerTests(PythonClient client) : ServerInteropTests(client), IClassFixture<PythonClient>;

/// <summary><c>@grpc/grpc-js</c> and our server; with it health, reflection, gRPC-Web and frames made by hand.</summary>
public sealed class NodeToServerTests(NodeClient client) : ServerInteropTests(client), IClassFixture<NodeClient>
{
    private const string UnaryPath = "/orchestrator.conformance.v1.Echo/Unary";

    /// <summary>A body that is no message, with the status that it ends with.</summary>
    public static TheoryData<string, byte[], int> BadBodies => new()
    {
        { "nothing at all", [], 13 },
        { "half a header", [0, 0], 13 },
        { "half a message", [0, 0, 0, 0, 9, 1], 13 },
        { "unknown flags", [7, 0, 0, 0, 0], 13 },
        { "two messages", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 13 },
        { "a message that cannot be read", [0, 0, 0, 0, 3, 255, 255, 255], 13 },
        { "a gigabyte, by its header", [0, 64, 0, 0, 0], 8 },
        { "compressed with nothing", [1, 0, 0, 0, 1, 1], 13 },
    };

    protected override bool MayDropMessagesBeforeFailure => true;

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task Bad_body_is_answered_with_a_status(string what, byte[] body, int code)
    {
        var result = await client.CallAsync(new()
        {
            ["call"] = "raw",
            ["path"] = UnaryPath,
            ["contentType"] = "application/grpc",
            ["body"] = Convert.ToBase64String(body),
        });
        Assert.True(code == Status(result), $"{what}: {result}");
        await AssertServes();
    }

    [Theory]
    [InlineData("text/plain", "POST")]
    [InlineData("application/grpcx", "POST")]
    [InlineData("", "POST")]
    public async Task Wrong_content_type_is_no_call(string contentType, string method)
    {
        var result = await client.CallAsync(new()
        {
            ["call"] = "raw",
            ["path"] = UnaryPath,
            ["method"] = method,
            ["contentType"] = contentType,
            ["body"] = "AAAAAAA=",
        });
        Assert.Equal(415, result.GetProperty("headers").GetProperty(":status").GetInt32());
        await AssertServes();
    }

    [Fact]
    public async Task Request_that_breaks_off_leaves_the_server_well()
    {
        await client.CallAsync(new()
        {
            ["call"] = "raw",
            ["path"] = UnaryPath,
            ["contentType"] = "application/grpc",
            ["body"] = "AAAAAAkB",
            ["abort"] = true,
        });
        await AssertServes();
    }

    [Fact]
    public async Task Health_is_told_and_watched()
    {
        var result = await client.CallAsync(new() { ["call"] = "health", ["service"] = "" });
        Assert.Equal("SERVING", result.GetProperty("status").GetString());
        Assert.Equal("SERVING", result.GetProperty("watched").GetString());
    }

    [Fact]
    public async Task Health_of_an_unknown_service_is_not_found()
    {
        var result = await client.CallAsync(new() { ["call"] = "health", ["service"] = "no.such.Service" });
        Assert.Equal(5, result.GetProperty("code").GetInt32());
        Assert.Equal("SERVICE_UNKNOWN", result.GetProperty("watched").GetString());
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v1alpha")]
    public async Task Reflection_tells_services_and_their_files(string version)
    {
        var result = await client.CallAsync(new()
        {
            ["call"] = "reflection",
            ["version"] = version,
            ["symbol"] = "orchestrator.conformance.v1.Echo",
        });
        Assert.Contains("orchestrator.conformance.v1.Echo", result.GetProperty("services").EnumerateArray().Select(s => s.GetString()));
        Assert.Contains(result.GetProperty("files").EnumerateArray(), f => f.GetBoolean());
        Assert.Equal(5, result.GetProperty("missing").GetInt32());
        Assert.Equal(0, result.GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("text", false)]
    [InlineData("text", true)]
    [InlineData("binary", false)]
    public async Task Web_client_is_answered(string format, bool streams)
    {
        var result = await client.CallAsync(new()
        {
            ["call"] = "web",
            ["address"] = client.WebAddress,
            ["format"] = format,
            ["streams"] = streams,
            ["request"] = new { text = "w", count = 3 },
        });
        Assert.Equal(0, result.GetProperty("code").GetInt32());
        Assert.Equal(
            Enumerable.Repeat("w", streams ? 3 : 1), result.GetProperty("texts").EnumerateArray().Select(t => t.GetString()));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("binary")]
    public async Task Web_client_is_told_of_failure(string format)
    {
        var result = await client.CallAsync(new()
        {
            ["call"] = "web",
            ["address"] = client.WebAddress,
            ["format"] = format,
            ["streams"] = false,
            ["request"] = new { fail_status_code = 9, fail_detail = "why" },
        });
        Assert.Equal((9, "why"), (result.GetProperty("code").GetInt32(), result.GetProperty("details").GetString()));
    }

    // The status in the trailers, or in the headers where there is no message.
    private static int Status(JsonElement result)
    {
        foreach (var part in new[] { "trailers", "headers" })
        {
            if (result.GetProperty(part).TryGetProperty("grpc-status", out var status))
            {
                return int.Parse(status.GetString()!);
            }
        }
        return -1;
    }

    private async Task AssertServes()
    {
        var result = await client.CallAsync(new Command { ["call"] = "unary", ["request"] = new { text = "after" } });
        Assert.Equal(0, result.GetProperty("code").GetInt32());
    }
}
