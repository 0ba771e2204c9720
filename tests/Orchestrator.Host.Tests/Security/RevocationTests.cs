using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Host.Security;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Tests.Security;

/// <summary>What a new version of the tokens changes for those who are there already.</summary>
public sealed class RevocationTests
{
    [Fact]
    public async Task New_tokens_are_taken_and_old_ones_refused_without_a_restart()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true);
        using var client = server.Client();
        server.Files.Write("tokens", "someone read another-token-of-a-test");
        server.Files.Wait();
        Assert.True((await Called.GetAsync(client, "/metrics", "Bearer another-token-of-a-test")).IsLetThrough);
        Assert.False((await Called.GetAsync(client, "/metrics", $"Bearer {SecureServer.TokenOf(Role.Admin)}")).IsLetThrough);
    }

    [Fact]
    public async Task Stream_ends_when_its_token_is_no_longer_taken_and_others_go_on()
    {
        await using var server = await SecureServer.StartAsync(hasTokens: true);
        using var gone = server.Channel(SecureServer.TokenOf(Role.Read));
        using var stays = server.Channel(SecureServer.TokenOf(Role.Submit));
        using var id = server.Channel(SecureServer.TokenOf(Role.Admin));
        var submitted = await new Wire.Sweeps.SweepsClient(id).SubmitAsync(
            new() { SpecText = Spec }, cancellationToken: Stop);
        using var first = await WatchAsync(gone, submitted.Sweep.Id);
        using var second = await WatchAsync(stays, submitted.Sweep.Id);

        server.Files.Write("tokens", SecureServer.TokenLines(Role.Submit, Role.Admin));
        server.Files.Wait();
        var ended = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await first.ResponseStream.MoveNext(Stop).WaitAsync(SecureServer.Limit, Stop))
            {
                // Until it is ended.
            }
        });
        Assert.Equal(StatusCode.Unauthenticated, ended.StatusCode);
        Assert.Contains("no longer taken", ended.Status.Detail, StringComparison.Ordinal);

        await new Wire.Sweeps.SweepsClient(id).CancelAsync(
            new() { Sweep = submitted.Sweep.Id }, cancellationToken: Stop);
        while (await second.ResponseStream.MoveNext(Stop).WaitAsync(SecureServer.Limit, Stop))
        {
            // Until the sweep has ended.
        }
    }

    private const string Spec = """
        name: waits
        dataset: iris
        fractions: [0.5]
        boosts: [0]
        models: [majority]
        seeds: 2
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<AsyncServerStreamingCall<Wire.SweepProgress>> WatchAsync(GrpcChannel channel, string sweep)
    {
        var watch = new Wire.Sweeps.SweepsClient(channel).Watch(new() { Sweep = sweep }, cancellationToken: Stop);
        Assert.True(await watch.ResponseStream.MoveNext(Stop).WaitAsync(SecureServer.Limit, Stop));
        return watch;
    }
}
