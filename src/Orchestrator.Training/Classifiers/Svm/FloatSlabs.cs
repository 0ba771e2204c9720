using System.Buffers;
using System.Runtime.InteropServices;

namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>
/// Rows of floats of one length, each at the beginning of a cache line, handed out in slabs that are lent by the
/// process's pool: fits that follow one another touch the same pages. Disposing of it gives them back.
/// </summary>
internal sealed unsafe class FloatSlabs : IDisposable
{
    private const int SlabFloats = 1 << 18;
    private const int LineBytes = 64;

    private readonly List<(float[] Array, GCHandle Pin)> _slabs = [];
    private readonly int _length;
    private readonly int _rowsPerSlab;
    private float* _start;
    private int _left;

    /// <summary>For rows of <paramref name="length"/> floats, a multiple of 16.</summary>
    public FloatSlabs(int length)
    {
        _length = length;
        _rowsPerSlab = Math.Max(1, SlabFloats / length);
    }

    /// <summary>One more row; its contents are arbitrary.</summary>
    public float* Next()
    {
        if (_left == 0)
        {
            var array = ArrayPool<float>.Shared.Rent(_rowsPerSlab * _length + LineBytes / sizeof(float));
            var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
            _slabs.Add((array, pin));
            var address = (nuint)pin.AddrOfPinnedObject();
            _start = (float*)((address + LineBytes - 1) / LineBytes * LineBytes);
            _left = _rowsPerSlab;
        }

        var row = _start;
        _start += _length;
        _left--;
        return row;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (array, pin) in _slabs)
        {
            pin.Free();
            ArrayPool<float>.Shared.Return(array);
        }

        _slabs.Clear();
        _left = 0;
    }
}
