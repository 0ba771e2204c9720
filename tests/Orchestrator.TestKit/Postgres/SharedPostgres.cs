namespace Orchestrator.TestKit.Postgres;

/// <summary>
/// The one server that the tests of an assembly share, started when the first of them asks. An assembly names it as its
/// fixture: <c>[assembly: AssemblyFixture(typeof(SharedPostgres))]</c>; its tests take it by the constructor.
/// </summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private static readonly PostgresServerOptions Options = new()
    {
        Settings = new Dictionary<string, string> { ["max_connections"] = "200" },
    };

    private readonly Lock _gate = new();
    private Task<PostgresServer>? _server;

    /// <summary>The running server. Tests that stop or kill one start their own.</summary>
    public Task<PostgresServer> GetAsync()
    {
        lock (_gate)
            return _server ??= PostgresServer.StartAsync(Options);
    }

    /// <summary>Stops it, where it was started.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is { } started)
            await (await started).DisposeAsync();
    }
}
