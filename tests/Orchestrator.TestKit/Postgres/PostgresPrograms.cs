using System.Diagnostics;
using System.Globalization;

namespace Orchestrator.TestKit.Postgres;

/// <summary>Debian's PostgreSQL programs, run as a user who may run them: the server refuses the superuser.</summary>
internal static class PostgresPrograms
{
    private const string Versions = "/usr/lib/postgresql";
    private const string SystemUser = "postgres";

    private static readonly Lazy<string> Folder = new(FindFolder);

    /// <summary>The path of a program of the newest version that is installed.</summary>
    /// <exception cref="FileNotFoundException">PostgreSQL is not installed.</exception>
    public static string Path(string program) => System.IO.Path.Combine(Folder.Value, program);

    /// <summary>What starts <paramref name="command"/>, in the place of its first process, as the server's user.</summary>
    public static ProcessStartInfo AsServerUser(params ReadOnlySpan<string> command)
    {
        string[] prefix = Environment.IsPrivilegedProcess
            ? ["setpriv", $"--reuid={SystemUser}", $"--regid={SystemUser}", "--clear-groups"]
            : [];
        string[] all = [.. prefix, .. command];
        return new ProcessStartInfo(all[0], all[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Any folder that the server's user may enter: the tests' own may be closed to it.
            WorkingDirectory = "/",
        };
    }

    /// <summary>A new folder that belongs to the server's user.</summary>
    public static async Task<string> NewFolderAsync()
    {
        var path = Directory.CreateTempSubdirectory("orchestrator-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
            await GiveAsync(path);
        return path;
    }

    /// <summary>Makes a file or folder the server's user's own.</summary>
    public static Task GiveAsync(string path) => RunAsync(new ProcessStartInfo("chown", [SystemUser, path])
    {
        UseShellExecute = false,
        RedirectStandardError = true,
    });

    /// <summary>Runs a program to its end; gives what it wrote where that is asked for.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        if (start.RedirectStandardInput)
            process.StandardInput.Close();
        var written = start.RedirectStandardOutput ? await process.StandardOutput.ReadToEndAsync() : "";
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? written
            : throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await said}");
    }

    private static string FindFolder() =>
        (Directory.Exists(Versions) ? Directory.GetDirectories(Versions) : [])
        .Where(folder => File.Exists(System.IO.Path.Combine(folder, "bin", "postgres")))
        .OrderByDescending(folder => double.Parse(System.IO.Path.GetFileName(folder), CultureInfo.InvariantCulture))
        .Select(folder => System.IO.Path.Combine(folder, "bin"))
        .FirstOrDefault()
        ?? throw new FileNotFoundException($"No PostgreSQL server in {Versions}; run: apt-get install postgresql");
}
