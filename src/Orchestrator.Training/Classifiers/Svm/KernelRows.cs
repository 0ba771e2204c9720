namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>
/// Rows of the kernel matrix, made when they are first asked for and kept up to a bound; then the row not asked for
/// the longest gives its place. Where the whole matrix is within the bound, a subset's rows are picked from the whole
/// one's, so that none is ever computed twice. One thread at a time.
/// </summary>
internal sealed unsafe class KernelRows : IDisposable
{
    private readonly GaussianKernel _kernel;
    private readonly FloatSlabs _slabs;
    private readonly KernelRows? _whole;
    private readonly int[] _positions;
    private readonly float*[] _rows;
    private readonly int[] _kept;
    private readonly long[] _asked;
    private int _keptCount;
    private long _clock;

    /// <summary>The rows of a kernel, which it owns from now on.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="bytes">The bound; two rows are kept in any case.</param>
    public KernelRows(GaussianKernel kernel, long bytes)
        : this(kernel, bytes, null, [])
    {
    }

    private KernelRows(GaussianKernel kernel, long bytes, KernelRows? whole, int[] positions)
    {
        _kernel = kernel;
        _whole = whole;
        _positions = positions;
        Bytes = bytes;
        _slabs = new FloatSlabs(kernel.Padded);
        _rows = new float*[kernel.Count];
        _kept = new int[Math.Clamp(bytes / sizeof(float) / kernel.Padded, 2, Math.Max(2, kernel.Count))];
        _asked = new long[kernel.Count];
    }

    /// <summary>How many rows there are.</summary>
    public int Count => _kernel.Count;

    /// <summary>The length of a row: <see cref="Count"/> values and some that mean nothing.</summary>
    public int Padded => _kernel.Padded;

    /// <summary>The bound on the memory of the rows.</summary>
    public long Bytes { get; }

    /// <summary>How many rows were computed so far.</summary>
    public long Computed { get; private set; }

    /// <summary>The rows and columns of some positions, ascending; to be disposed of before this.</summary>
    public KernelRows Subset(int[] positions) =>
        new(_kernel.Subset(positions), Bytes, _kept.Length >= Count ? this : null, positions);

    /// <summary>One row, valid until two others have been asked for.</summary>
    public float* Row(int position)
    {
        _asked[position] = ++_clock;
        var row = _rows[position];
        if (row != null)
            return row;
        row = Place(position);
        if (_whole is null)
        {
            Computed++;
            _kernel.Row(position, row);
        }
        else
        {
            var from = _whole.Row(_positions[position]);
            for (var k = 0; k < _positions.Length; k++)
                row[k] = from[_positions[k]];
            new Span<float>(row + _positions.Length, Padded - _positions.Length).Clear();
        }

        return row;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slabs.Dispose();
        _kernel.Dispose();
    }

    private float* Place(int position)
    {
        if (_keptCount < _kept.Length)
        {
            _kept[_keptCount++] = position;
            return _rows[position] = _slabs.Next();
        }

        var oldest = 0;
        for (var s = 1; s < _kept.Length; s++)
        {
            if (_asked[_kept[s]] < _asked[_kept[oldest]])
                oldest = s;
        }

        var row = _rows[_kept[oldest]];
        _rows[_kept[oldest]] = null;
        _kept[oldest] = position;
        return _rows[position] = row;
    }
}
