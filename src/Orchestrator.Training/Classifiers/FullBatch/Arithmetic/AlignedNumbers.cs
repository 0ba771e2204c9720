using System.Runtime.CompilerServices;

namespace Orchestrator.Training.Classifiers.FullBatch.Arithmetic;

/// <summary>
/// Doubles at a place that does not move and begins a cache line, zeros at first. Lives as long as it is used.
/// </summary>
internal sealed unsafe class AlignedNumbers
{
    private const int LineBytes = 64;

    private readonly double[] _owner;
    private readonly int _offset;

    /// <summary>So many zeros.</summary>
    public AlignedNumbers(int length)
    {
        _owner = GC.AllocateArray<double>(length + LineBytes / sizeof(double), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _owner[0]);
        _offset = (int)((LineBytes - address % LineBytes) % LineBytes) / sizeof(double);
        Length = length;
    }

    /// <summary>How many there are.</summary>
    public int Length { get; }

    /// <summary>The first; valid while this object is referenced.</summary>
    public double* Start => (double*)Unsafe.AsPointer(ref _owner[_offset]);

    /// <summary>All of them.</summary>
    public Span<double> Values => _owner.AsSpan(_offset, Length);
}
