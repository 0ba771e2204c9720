using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>Loads the native library, checks the BLAS behind it and makes libtorch single-threaded.</summary>
internal static class NativeLoader
{
    private const string Advice = "apt-get install libtorch-dev libopenblas0-pthread";

    private static readonly Lazy<nint> Handle = new(Load);

#pragma warning disable CA2255 // the resolver must be in place before the first native call, whoever makes it
    [ModuleInitializer]
    internal static void Register() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);
#pragma warning restore CA2255

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == NativeMethods.Library ? Handle.Value : 0;

    private static nint Load()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "libtorch_dispatch.so");
        if (!File.Exists(file)) throw new NotSupportedException($"{file} is missing: build the solution again.");
        if (!NativeLibrary.TryLoad(file, out var handle))
            throw new NotSupportedException($"libtorch cannot be loaded: {Advice}");

        BlasCheck.RefuseReferenceBlas();
        Start(handle);
        return handle;
    }

    private static unsafe void Start(nint handle)
    {
        ((delegate* unmanaged<void>)NativeLibrary.GetExport(handle, "td_keep_memory"))();

        // Groups run side by side on .NET threads; a thread pool below them would only fight for the same cores.
        var interop = (delegate* unmanaged<int, int>)NativeLibrary.GetExport(handle, "td_set_interop_threads");
        var threads = (delegate* unmanaged<int, int>)NativeLibrary.GetExport(handle, "td_set_threads");
        _ = interop(1);
        _ = threads(1);
    }
}
