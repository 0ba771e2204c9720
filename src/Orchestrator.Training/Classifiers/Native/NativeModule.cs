using System.Runtime.InteropServices;

namespace Orchestrator.Training.Classifiers.Native;

/// <summary>A native library, loaded once and kept for the life of the process.</summary>
internal sealed class NativeModule
{
    private readonly nint _handle;
    private readonly string _library;
    private readonly string _package;

    private NativeModule(nint handle, string library, string package)
    {
        _handle = handle;
        _library = library;
        _package = package;
    }

    /// <summary>Loads <paramref name="library"/> from the system's search path.</summary>
    /// <exception cref="MissingLibraryException">There is none.</exception>
    public static NativeModule Load(string library, string package) =>
        NativeLibrary.TryLoad(library, out var handle)
            ? new NativeModule(handle, library, package)
            : throw new MissingLibraryException(library, package);

    /// <summary>The address of a function.</summary>
    /// <exception cref="MissingLibraryException">The library found has no such function: it is another one.</exception>
    public nint Function(string name) =>
        NativeLibrary.TryGetExport(_handle, name, out var address)
            ? address
            : throw new MissingLibraryException(_library, _package);
}
