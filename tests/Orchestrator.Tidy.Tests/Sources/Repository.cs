using System.Diagnostics;
using System.Text;

namespace Orchestrator.Tidy.Tests.Sources;

/// <summary>The tracked files of the repository that the tests were built from.</summary>
public static class Repository
{
    private static readonly string[] Binary = [".gz", ".png", ".jpg", ".bin", ".binpb", ".db", ".zip"];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths from the root of every file that is tracked, or would be if it were added.</summary>
    public static IReadOnlyList<string> Paths { get; } = ListPaths();

    public static IReadOnlyList<TextFile> TextFiles { get; } =
        [.. Paths.Where(p => !Binary.Contains(Path.GetExtension(p))).Select(Read)];

    /// <summary>Puts the findings of <paramref name="rule"/> over all text files into the failure message.</summary>
    public static void AssertClean(Func<TextFile, IEnumerable<Finding>> rule)
    {
        var findings = TextFiles.SelectMany(rule).ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private static TextFile Read(string path) =>
        new(path, File.ReadAllText(Path.Combine(Root, path), new UTF8Encoding(false)));

    private static IReadOnlyList<string> ListPaths()
    {
        var start = new ProcessStartInfo("git", "ls-files --cached --others --exclude-standard -z")
        {
            WorkingDirectory = Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var git = Process.Start(start) ?? throw new InvalidOperationException("git did not start");
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => File.Exists(Path.Combine(Root, p))).Order(StringComparer.Ordinal)];
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Orchestrator.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("No Orchestrator.sln above the test binary.");
    }
}
