using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Classifiers.Svm;

/// <summary>
/// The passes over all rows that an iteration of sequential minimal optimisation makes, sixteen rows a step. Counts are
/// multiples of 16. Of equal values the lowest index wins, whatever the width of the machine's vectors.
/// </summary>
internal static unsafe class SmoPasses
{
    /// <summary>Stands for a curvature that is not positive (τ of Fan, Chen, Lin 2005).</summary>
    public const double Tau = 1e-12;

    private const int Lanes = 8;
    private const int Step = 16;

    /// <summary>
    /// f += step × (second - first), then the first maximum of f + up: the row that violates most (i of WSS 2).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int UpdateAndSelect(
        double* f, double* up, float* first, float* second, double step, int count, out double maximum)
    {
        var factor = Vector512.Create(step);
        var best0 = Vector512.Create(double.NegativeInfinity);
        var best1 = best0;
        var index0 = Vector512<long>.Zero;
        var index1 = index0;
        var at = Vector512<long>.Zero;
        for (var k = 0; k < count; k += Step)
        {
            var (a0, a1) = Vector512.Widen(Vector512.Load(first + k));
            var (b0, b1) = Vector512.Widen(Vector512.Load(second + k));
            var f0 = Vector512.FusedMultiplyAdd(factor, b0 - a0, Vector512.Load(f + k));
            var f1 = Vector512.FusedMultiplyAdd(factor, b1 - a1, Vector512.Load(f + k + Lanes));
            f0.Store(f + k);
            f1.Store(f + k + Lanes);
            f0 += Vector512.Load(up + k);
            f1 += Vector512.Load(up + k + Lanes);
            index0 = Vector512.ConditionalSelect(Vector512.GreaterThan(f0, best0).AsInt64(), at, index0);
            index1 = Vector512.ConditionalSelect(Vector512.GreaterThan(f1, best1).AsInt64(), at, index1);
            best0 = Vector512.MaxNative(best0, f0);
            best1 = Vector512.MaxNative(best1, f1);
            at += Vector512.Create((long)Step);
        }

        maximum = Across.Max(Vector512.MaxNative(best0, best1));
        if (double.IsNegativeInfinity(maximum))
            return -1;
        var (most, none) = (Vector512.Create(maximum), Vector512.Create(long.MaxValue));
        var lane = Vector512<long>.Indices;
        var in0 = Vector512.ConditionalSelect(Vector512.Equals(best0, most).AsInt64(), index0 + lane, none);
        lane += Vector512.Create((long)Lanes);
        var in1 = Vector512.ConditionalSelect(Vector512.Equals(best1, most).AsInt64(), index1 + lane, none);
        return (int)Across.Min(Vector512.Min(in0, in1));
    }

    /// <summary>
    /// The partner j of i: of the rows with f + low below <paramref name="top"/>, the one that promises the largest
    /// gain (top - f)² / (2 - 2 K(i, j)) (WSS 2); -1 where there is none. The gains are compared as floats.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int SelectPartner(double* f, double* low, float* kernel, double top, int count, out double minimum)
    {
        var tops = Vector512.Create(top);
        var least = Vector512.Create(double.PositiveInfinity);
        var best = Vector512.Create(-1f);
        var index = Vector512<int>.Zero;
        var at = Vector512<int>.Zero;
        for (var k = 0; k < count; k += Step)
        {
            var f0 = Vector512.Load(f + k) + Vector512.Load(low + k);
            var f1 = Vector512.Load(f + k + Lanes) + Vector512.Load(low + k + Lanes);
            least = Vector512.MinNative(least, Vector512.MinNative(f0, f1));
            var difference = Vector512.Narrow(tops - f0, tops - f1);
            var curvature = Vector512.FusedMultiplyAdd(
                Vector512.Load(kernel + k), Vector512.Create(-2f), Vector512.Create(2f));
            var gain = difference * difference / Vector512.MaxNative(curvature, Vector512.Create((float)Tau));
            var better = Vector512.GreaterThan(difference, Vector512<float>.Zero) & Vector512.GreaterThan(gain, best);
            best = Vector512.ConditionalSelect(better, gain, best);
            index = Vector512.ConditionalSelect(better.AsInt32(), at, index);
            at += Vector512.Create(Step);
        }

        minimum = Across.Min(least);
        var most = Across.Max(best);
        if (!(most >= 0))
            return -1;
        var holders = Vector512.Equals(best, Vector512.Create(most)).AsInt32();
        var rows = index + Vector512<int>.Indices;
        return Across.Min(Vector512.ConditionalSelect(holders, rows, Vector512.Create(int.MaxValue)));
    }

    /// <summary>f += factor × kernel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(double* f, float* kernel, double factor, int count)
    {
        var factors = Vector512.Create(factor);
        for (var k = 0; k < count; k += Step)
        {
            var (a, b) = Vector512.Widen(Vector512.Load(kernel + k));
            Vector512.FusedMultiplyAdd(factors, a, Vector512.Load(f + k)).Store(f + k);
            Vector512.FusedMultiplyAdd(factors, b, Vector512.Load(f + k + Lanes)).Store(f + k + Lanes);
        }
    }
}
