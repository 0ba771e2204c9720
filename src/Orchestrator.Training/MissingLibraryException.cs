namespace Orchestrator.Training;

/// <summary>
/// A native library that the program needs is not installed. The message is one line that names the package.
/// </summary>
public sealed class MissingLibraryException : Exception
{
    /// <summary>The library <paramref name="library"/> cannot be loaded; <paramref name="package"/> holds it.</summary>
    public MissingLibraryException(string library, string package)
        : base($"{library} is missing: apt-get install {package}")
    {
        Library = library;
        Package = package;
    }

    /// <summary>The file that was looked for, such as <c>libxgboost.so.0</c>.</summary>
    public string Library { get; }

    /// <summary>The Debian package that holds it.</summary>
    public string Package { get; }
}
