using System.Diagnostics;
using System.Globalization;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Benchmarks.Orchestration.Cluster;

/// <summary>Where a coordinator under measurement keeps its results: both make every commit durable as in production.</summary>
internal sealed class ClusterStore : IAsyncDisposable
{
    private const string CountInServer = "select count(*) from orchestrator_results";
    private const string CountInFile =
        "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('select count(*) from results').fetchone()[0])";

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

    /// <summary>How many results its table holds, counted by the database itself.</summary>
    public async Task<long> CountResultsAsync()
    {
        var counting = _server is not null
            ? new ProcessStartInfo("psql", [_server.Url(), "--tuples-only", "--no-psqlrc", "--command", CountInServer])
            : new ProcessStartInfo("/usr/bin/python3", ["-c", CountInFile, Path.Combine(_folder.FullName, "results.db")]);
        (counting.UseShellExecute, counting.RedirectStandardOutput) = (false, true);
        using var process = Process.Start(counting)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return long.Parse(said, CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
