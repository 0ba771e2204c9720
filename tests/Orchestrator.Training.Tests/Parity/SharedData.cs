using Orchestrator.Training.Classifiers;

namespace Orchestrator.Training.Tests.Parity;

/// <summary>
/// Where the tests find data: built into the product, or in the folder <c>shared/data</c> beside the repository.
/// </summary>
internal static class SharedData
{
    /// <summary>The folder beside the repository; null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The text of a CSV file, from the product or from the folder; null where neither has it.</summary>
    public static TextReader? Open(string name)
    {
        var resource = typeof(ClassifierTrainers).Assembly.GetManifestResourceStream($"datasets/{name}.csv");
        if (resource is not null)
            return new StreamReader(resource);
        return Folder is not null && File.Exists(Path.Combine(Folder, name + ".csv"))
            ? new StreamReader(Path.Combine(Folder, name + ".csv"))
            : null;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Orchestrator.sln")))
                continue;
            var shared = Path.Combine(folder.Parent?.FullName ?? "", "shared", "data");
            return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }
}
