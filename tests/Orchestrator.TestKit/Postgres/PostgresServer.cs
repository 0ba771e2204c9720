using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.TestKit.Postgres;

/// <summary>
/// A PostgreSQL server of the test's own, on a loopback port and in a temporary folder; both go with it. Not safe for
/// concurrent use, except <see cref="ConnectionString"/> and <see cref="NewDatabaseAsync"/>.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int Attempts = 20;
    private const int PageSize = 8192;

    private readonly PostgresServerOptions _options;
    private readonly string _folder;
    private PostgresProcess? _process;
    private int _databases;

    private PostgresServer(PostgresServerOptions options, string folder)
    {
        _options = options;
        _folder = folder;
    }

    /// <summary>The loopback port; the same over every restart.</summary>
    public int Port { get; private set; }

    /// <summary>The last lines of its log; empty while it is stopped.</summary>
    public string Log => _process?.Log ?? "";

    /// <summary>Sets up a server and starts it. Its user is <c>postgres</c>, trusted without a password.</summary>
    /// <exception cref="FileNotFoundException">PostgreSQL is not installed.</exception>
    /// <exception cref="InvalidOperationException">It does not start; the message has its log.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresServerOptions? options = null)
    {
        var server = new PostgresServer(
            options ?? new PostgresServerOptions(), await PostgresPrograms.NewFolderAsync());
        try
        {
            // Small segments of the log: a limit on file size is then well above them.
            await PostgresPrograms.RunAsync(PostgresPrograms.AsServerUser(
                PostgresPrograms.Path("initdb"), "-D", server._folder, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                "--no-locale", "--no-sync", server._options.FileSizeLimit is null ? "--wal-segsize=16" : "--wal-segsize=1"));
            await server.SecureAsync();
            await server.LaunchAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The Npgsql connection string of a database.</summary>
    public string ConnectionString(string database = "postgres") =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}";

    /// <summary>The URL of a database, as <c>--store</c> takes it.</summary>
    public string Url(string database = "postgres") => $"postgres://postgres@127.0.0.1:{Port}/{database}";

    /// <summary>Creates an empty database and gives its name.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await PostgresPrograms.RunAsync(PostgresPrograms.AsServerUser(
            PostgresPrograms.Path("createdb"), "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", name));
        return name;
    }

    /// <summary>A database as SQL statements that any connection can run, as <c>pg_dump</c> writes them.</summary>
    public async Task<string> DumpAsync(string database)
    {
        var script = await PostgresPrograms.RunAsync(PostgresPrograms.AsServerUser(
            PostgresPrograms.Path("pg_dump"), "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", "--inserts",
            "--no-owner", "--no-privileges", database));
        // Lines that begin with a backslash are psql's, not the server's.
        return string.Join('\n', script.Split('\n').Where(line => !line.StartsWith('\\')));
    }

    /// <summary>
    /// Writes a database into a file by <c>pg_dump --format=custom</c>, whoever works with it; gives the file's path.
    /// </summary>
    public async Task<string> BackUpAsync(string database)
    {
        var file = Path.Combine(_folder, $"{database}.dump");
        await RunClientAsync("pg_dump", "--format=custom", $"--file={file}", database);
        return file;
    }

    /// <summary>Drops a database, whoever works with it.</summary>
    public Task DropAsync(string database) => RunClientAsync("dropdb", "--force", database);

    /// <summary>Creates a database of this name and fills it by <c>pg_restore</c> from what was backed up.</summary>
    public async Task RestoreAsync(string database, string file)
    {
        await RunClientAsync("createdb", database);
        await RunClientAsync("pg_restore", "--exit-on-error", $"--dbname={database}", file);
    }

    /// <summary>Stops it: <paramref name="immediate"/> as after a crash, otherwise after closing all connections.</summary>
    public Task StopAsync(bool immediate = false) => EndAsync(immediate ? "QUIT" : "INT");

    /// <summary>Kills it (SIGKILL); returns when its last process has ended.</summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>Starts it again on its port, after a stop or a kill, or stops it first.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await LaunchAsync();
    }

    /// <summary>Takes the limit on file sizes away from the running server: the disk has room again.</summary>
    public async Task LiftFileSizeLimitAsync()
    {
        // The server first: whatever it starts from then on has no limit.
        foreach (var process in Running().Processes())
        {
            try
            {
                await PostgresPrograms.RunAsync(PostgresPrograms.AsServerUser(
                    "prlimit", $"--pid={process}", "--fsize=unlimited:"));
            }
            catch (InvalidOperationException) when (!Directory.Exists($"/proc/{process}"))
            {
                // It served a connection that was closed meanwhile.
            }
        }
    }

    /// <summary>Stops it, whatever it is doing, and deletes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(immediate: true);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private Task<string> RunClientAsync(string program, params string[] arguments) => PostgresPrograms.RunAsync(
        PostgresPrograms.AsServerUser(
            [PostgresPrograms.Path(program), "-h", "127.0.0.1", "-p", $"{Port}", "-U", "postgres", .. arguments]));

    // The key must be the server's own, and nobody else may read it.
    private async Task SecureAsync()
    {
        var type = _options.Tls is null ? "host" : "hostssl";
        var method = _options.Password is null ? "trust" : "scram-sha-256";
        if (_options.Password is { } password)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, "setup.sql"),
                $"ALTER USER postgres PASSWORD '{password}';\n");
            var single = PostgresPrograms.AsServerUser("sh", "-c", "exec \"$0\" --single -D \"$1\" postgres < \"$1\"/setup.sql",
                PostgresPrograms.Path("postgres"), _folder);
            await PostgresPrograms.RunAsync(single);
        }

        if (_options.Tls is { } tls)
        {
            await CopyAsync(tls.Certificate, "server.crt");
            await CopyAsync(tls.Key, "server.key");
        }

        if (_options.Tls is not null || _options.Password is not null)
            await File.WriteAllTextAsync(Path.Combine(_folder, "pg_hba.conf"), $"{type} all all 127.0.0.1/32 {method}\n");
    }

    private async Task CopyAsync(string file, string name)
    {
        var to = Path.Combine(_folder, name);
        File.Copy(file, to);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (Environment.IsPrivilegedProcess)
            await PostgresPrograms.GiveAsync(to);
    }

    private PostgresProcess Running() => _process ?? throw new InvalidOperationException("The server is stopped.");

    private async Task EndAsync(string signal)
    {
        if (Interlocked.Exchange(ref _process, null) is { } process)
            await process.EndAsync(signal);
    }

    // The port may be taken between asking for a free one and using it, or by another while the server was stopped.
    private async Task LaunchAsync()
    {
        var fixedPort = Port != 0;
        for (var attempt = 1; ; attempt++)
        {
            if (!fixedPort)
                Port = FreePort();
            try
            {
                _process = await PostgresProcess.StartAsync(Command(), _folder);
                return;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
            }
        }
    }

    private ProcessStartInfo Command()
    {
        List<string> command = [];
        if (_options.FileSizeLimit is { } limit)
        {
            // Not a whole number of pages: a page is then written in part, which the server reports as a full disk.
            var bytes = limit / PageSize * PageSize + PageSize / 2;
            command.AddRange(["prlimit", $"--fsize={bytes}:unlimited"]);
        }

        command.AddRange(
        [
            PostgresPrograms.Path("postgres"), "-D", _folder, "-p", $"{Port}",
            "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=",
        ]);
        if (_options.Tls is not null)
            command.AddRange(["-c", "ssl=on"]);
        if (!_options.Durable)
            command.AddRange(["-c", "fsync=off", "-c", "full_page_writes=off"]);
        foreach (var (name, value) in _options.Settings)
            command.AddRange(["-c", $"{name}={value}"]);
        return PostgresPrograms.AsServerUser([.. command]);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
