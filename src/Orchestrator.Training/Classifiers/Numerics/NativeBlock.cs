using System.Runtime.InteropServices;

namespace Orchestrator.Training.Classifiers.Numerics;

/// <summary>
/// Zeroed memory outside the managed heap that begins a cache line. Owned by whoever makes it; pointers into it are
/// valid until it is disposed of.
/// </summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private const int LineBytes = 64;

    private byte* _start;

    /// <summary>Room for so many doubles, all 0.</summary>
    public NativeBlock(long doubles)
    {
        var bytes = checked((nuint)Math.Max(1, doubles) * sizeof(double));
        _start = (byte*)NativeMemory.AlignedAlloc(bytes, LineBytes);
        NativeMemory.Clear(_start, bytes);
    }

    /// <summary>The first double.</summary>
    public double* Doubles => (double*)_start;

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
