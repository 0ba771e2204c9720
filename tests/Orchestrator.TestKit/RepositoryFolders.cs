namespace Orchestrator.TestKit;

/// <summary>The folders that tests read: found by walking up from the test binary, never by a fixed path.</summary>
public static class RepositoryFolders
{
    private static readonly Lazy<string> FoundRoot = new(FindRoot);

    /// <summary>The folder that holds <c>Orchestrator.sln</c>.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside a checkout.</exception>
    public static string Root => FoundRoot.Value;

    /// <summary>
    /// The shared folder beside the repository (or beside a worktree's parent); null where there is none.
    /// </summary>
    public static string? Shared => Beside(Root, "shared");

    /// <summary>The shared data folder; null where there is none.</summary>
    public static string? SharedData => Shared is { } shared && Directory.Exists(Path.Combine(shared, "data"))
        ? Path.Combine(shared, "data")
        : null;

    /// <summary>The path of a file of the repository, its parts relative to the root.</summary>
    public static string Of(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The path of a shared data file, or null where it is absent.</summary>
    public static string? SharedFile(params string[] parts)
    {
        if (SharedData is not { } data)
            return null;
        var path = Path.Combine([data, .. parts]);
        return File.Exists(path) ? path : null;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Orchestrator.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("No folder above the test binary holds Orchestrator.sln.");
    }

    // A worktree stands one folder deeper than the main checkout, so the parent's neighbours are looked at too.
    private static string? Beside(string root, string name)
    {
        var folder = new DirectoryInfo(root).Parent;
        for (var level = 0; level < 2 && folder is not null; level++, folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, name);
            if (Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
