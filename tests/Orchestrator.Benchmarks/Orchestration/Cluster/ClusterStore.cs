using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>Where a coordinator under measurement keeps its results: both make every commit durable as in production.</summary>
internal sealed class ClusterStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-bench-");
    private readonly PostgresServer? _server;

    private ClusterStore(PostgresServer? server)
    {
        _server = server;
    }

    /// <summary>The options of <c>serve</c> that name it.</summary>
    public string[] Arguments => _server is null ? ["--data", _folder.FullName] : ["--store", _server.Url()];

    /// <summary>The database server's processor time; nothing where there is none.</summary>
    public ProcessUsage Usage =>
        _server is not null && ProcessUsage.Find("-p", $"{_server.Port}") is { } process
            ? ProcessUsage.OfTree(process)
            : default;

    /// <summary>An empty store.</summary>
    /// <param name="kind"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <exception cref="ArgumentException">It is neither.</exception>
    public static async Task<ClusterStore> OpenAsync(string kind) => kind switch
    {
        "sqlite" => new ClusterStore(null),
        "postgres" => new ClusterStore(await PostgresServer.StartAsync(new PostgresServerOptions { Durable = true })),
        _ => throw new ArgumentException($"--store '{kind}': it is sqlite or postgres"),
    };

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
