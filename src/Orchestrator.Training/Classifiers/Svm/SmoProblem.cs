using Orchestrator.Training.Classifiers.Numerics;

namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>
/// The dual problem of two classes y = ±1 (Fan, Chen, Lin 2005) in signed coefficients a = y α: maximise
/// Σ y a - aᵀ K a / 2 subject to Σ a = 0 and a in [0, C] for y = 1, in [-C, 0] for y = -1. With every row goes its
/// f = y - (K a), which is -y times the gradient of the paper: a row may rise while a is below its upper bound and fall
/// while it is above its lower one. Owns native memory and the kernel's rows. One thread at a time.
/// </summary>
internal sealed unsafe class SmoProblem : IDisposable
{
    private readonly NativeBlock _memory;
    private readonly KernelRows _rows;
    private readonly double[] _lower;
    private readonly double _c;

    /// <summary>The problem at a = 0.</summary>
    /// <param name="rows">The kernel's rows, owned by the problem from now on.</param>
    /// <param name="positives">How many rows, from the first, are of class 1; the others are of class -1.</param>
    /// <param name="c">C, above 0.</param>
    public SmoProblem(KernelRows rows, int positives, double c)
        : this(rows, c)
    {
        for (var k = 0; k < Count; k++)
        {
            var positive = k < positives;
            _lower[k] = positive ? 0 : -c;
            F[k] = positive ? 1 : -1;
            Move(k, 0);
        }
    }

    private SmoProblem(KernelRows rows, double c)
    {
        _rows = rows;
        _c = c;
        var padded = rows.Padded;
        _memory = new NativeBlock(3L * padded);
        F = _memory.Doubles;
        Up = F + padded;
        Low = Up + padded;
        A = new double[rows.Count];
        _lower = new double[rows.Count];
        for (var k = rows.Count; k < padded; k++)
            (Up[k], Low[k]) = (double.NegativeInfinity, double.PositiveInfinity);
    }

    /// <summary>How many rows there are.</summary>
    public int Count => _rows.Count;

    /// <summary>The length of the arrays.</summary>
    public int Padded => _rows.Padded;

    /// <summary>The signed coefficients, to be changed by <see cref="Move"/> alone.</summary>
    public double[] A { get; }

    /// <summary>f of every row.</summary>
    public double* F { get; }

    /// <summary>0 where the row may rise, -∞ where it may not.</summary>
    public double* Up { get; }

    /// <summary>0 where the row may fall, +∞ where it may not.</summary>
    public double* Low { get; }

    /// <summary>How far row k may rise.</summary>
    public double RoomAbove(int k) => _lower[k] + _c - A[k];

    /// <summary>How far row k may fall.</summary>
    public double RoomBelow(int k) => A[k] - _lower[k];

    /// <summary>A row of the kernel, valid until two others have been asked for.</summary>
    public float* Kernel(int k) => _rows.Row(k);

    /// <summary>Adds a step to a of row k; one as long as the room ends exactly at the bound.</summary>
    public void Move(int k, double step)
    {
        var (below, above) = (RoomBelow(k), RoomAbove(k));
        A[k] = step >= above && step > 0 ? _lower[k] + _c
            : step <= -below && step < 0 ? _lower[k]
            : A[k] + step;
        Up[k] = A[k] < _lower[k] + _c ? 0 : double.NegativeInfinity;
        Low[k] = A[k] > _lower[k] ? 0 : double.PositiveInfinity;
    }

    /// <summary>The problem of some rows, with the others' coefficients held; to be disposed of before this.</summary>
    /// <param name="positions">Which rows, ascending, at least one.</param>
    public SmoProblem Subset(int[] positions)
    {
        var subset = new SmoProblem(_rows.Subset(positions), _c);
        for (var k = 0; k < positions.Length; k++)
        {
            var p = positions[k];
            (subset.A[k], subset._lower[k]) = (A[p], _lower[p]);
            (subset.F[k], subset.Up[k], subset.Low[k]) = (F[p], Up[p], Low[p]);
        }

        return subset;
    }

    /// <summary>Takes over what was found for some rows; f of the others is as old as it was.</summary>
    public void Take(SmoProblem subset, int[] positions)
    {
        for (var k = 0; k < positions.Length; k++)
        {
            var p = positions[k];
            (A[p], F[p], Up[p], Low[p]) = (subset.A[k], subset.F[k], subset.Up[k], subset.Low[k]);
        }
    }

    /// <summary>Computes f afresh from the coefficients, but of the rows of <paramref name="subset"/>.</summary>
    public void Refresh(SmoProblem subset, int[] positions)
    {
        for (var k = 0; k < Count; k++)
            F[k] = _lower[k] < 0 ? -1 : 1;
        for (var k = 0; k < Count; k++)
        {
            if (A[k] != 0)
                SmoPasses.Add(F, Kernel(k), -A[k], Padded);
        }

        for (var k = 0; k < positions.Length; k++)
            F[positions[k]] = subset.F[k];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        _rows.Dispose();
    }
}
