using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Classifiers.FullBatch.Arithmetic;

/// <summary>
/// Products of matrices of doubles whose rows lie along the vectors. Every sum has an order of its own that depends
/// neither on the tiling nor on the width of the machine's vectors.
/// </summary>
internal static unsafe class RowKernels
{
    /// <summary>Doubles in a vector; row lengths are multiples of it.</summary>
    public const int Lanes = 8;

    /// <summary>
    /// output(u, r) = bias(u) + Σ over i of weight(u, i) input(i, r), for rows of <paramref name="count"/> values, a
    /// multiple of 8: weight(u, i) = weights[u·outputStep + i·inputStep]. A null bias is 0.
    /// </summary>
    public static void Combine(
        double* weights, int outputStep, int inputStep, double* bias, double* input, int inputs, double* output,
        int outputs, int stride, int count)
    {
        var u = 0;
        for (; u + 4 <= outputs; u += 4)
        {
            Four(
                weights + (nint)u * outputStep, outputStep, inputStep, bias == null ? null : bias + u, input, inputs,
                output + (nint)u * stride, stride, count);
        }

        for (; u < outputs; u++)
        {
            One(
                weights + (nint)u * outputStep, inputStep, bias == null ? 0 : bias[u], input, inputs,
                output + (nint)u * stride, stride, count);
        }
    }

    /// <summary>
    /// c(i, j) += sign × the inner product of row i of a and row j of b, over <paramref name="count"/> values, a
    /// multiple of 8. With <paramref name="lower"/> a and b are the same and the tiles above the diagonal are left out.
    /// </summary>
    public static void AddProducts(
        double* a, int rows, double* b, int columns, int stride, int count, double* c, int cRow, double sign,
        bool lower)
    {
        var sums = stackalloc double[16];
        for (var i = 0; i < rows; i += 4)
        {
            var limit = lower ? Math.Min(columns, i + 4) : columns;
            for (var j = 0; j < limit; j += 4)
            {
                Tile(a, i, rows - 1, b, j, columns - 1, stride, count, sums);
                for (var p = 0; p < 4 && i + p < rows; p++)
                {
                    var target = c + (nint)(i + p) * cRow + j;
                    for (var q = 0; q < 4 && j + q < columns; q++)
                        target[q] += sign * sums[4 * p + q];
                }
            }
        }
    }

    /// <summary>The sum of <paramref name="count"/> values, a multiple of 8.</summary>
    public static double Sum(double* values, int count)
    {
        var lanes = Vector512<double>.Zero;
        for (var r = 0; r < count; r += Lanes)
            lanes += Vector512.Load(values + r);
        return Sum(lanes);
    }

    /// <summary>target = a × b, value by value; the count is a multiple of 8.</summary>
    public static void Multiply(double* a, double* b, double* target, int count)
    {
        for (var r = 0; r < count; r += Lanes)
            (Vector512.Load(a + r) * Vector512.Load(b + r)).Store(target + r);
    }

    private static void Four(
        double* w0, int outputStep, int inputStep, double* bias, double* input, int inputs, double* output, int stride,
        int count)
    {
        var w1 = w0 + outputStep;
        var w2 = w1 + outputStep;
        var w3 = w2 + outputStep;
        var end = (nint)inputs * inputStep;
        for (var r = 0; r < count; r += Lanes)
        {
            var s0 = bias == null ? Vector512<double>.Zero : Vector512.Create(bias[0]);
            var s1 = bias == null ? Vector512<double>.Zero : Vector512.Create(bias[1]);
            var s2 = bias == null ? Vector512<double>.Zero : Vector512.Create(bias[2]);
            var s3 = bias == null ? Vector512<double>.Zero : Vector512.Create(bias[3]);
            var from = input + r;
            for (nint i = 0; i < end; i += inputStep)
            {
                var x = Vector512.Load(from);
                s0 = Vector512.FusedMultiplyAdd(Vector512.Create(w0[i]), x, s0);
                s1 = Vector512.FusedMultiplyAdd(Vector512.Create(w1[i]), x, s1);
                s2 = Vector512.FusedMultiplyAdd(Vector512.Create(w2[i]), x, s2);
                s3 = Vector512.FusedMultiplyAdd(Vector512.Create(w3[i]), x, s3);
                from += stride;
            }

            var to = output + r;
            s0.Store(to);
            s1.Store(to + stride);
            s2.Store(to + 2 * (nint)stride);
            s3.Store(to + 3 * (nint)stride);
        }
    }

    private static void One(
        double* weights, int inputStep, double bias, double* input, int inputs, double* output, int stride, int count)
    {
        var end = (nint)inputs * inputStep;
        for (var r = 0; r < count; r += Lanes)
        {
            var sum = Vector512.Create(bias);
            var from = input + r;
            for (nint i = 0; i < end; i += inputStep)
            {
                sum = Vector512.FusedMultiplyAdd(Vector512.Create(weights[i]), Vector512.Load(from), sum);
                from += stride;
            }

            sum.Store(output + r);
        }
    }

    private static void Tile(
        double* a, int i, int lastRow, double* b, int j, int lastColumn, int stride, int count, double* sums)
    {
        var a0 = Row(a, i, lastRow, stride);
        var a1 = Row(a, i + 1, lastRow, stride);
        var a2 = Row(a, i + 2, lastRow, stride);
        var a3 = Row(a, i + 3, lastRow, stride);
        var b0 = Row(b, j, lastColumn, stride);
        var b1 = Row(b, j + 1, lastColumn, stride);
        var b2 = Row(b, j + 2, lastColumn, stride);
        var b3 = Row(b, j + 3, lastColumn, stride);
        Vector512<double> c00 = default, c01 = default, c02 = default, c03 = default;
        Vector512<double> c10 = default, c11 = default, c12 = default, c13 = default;
        Vector512<double> c20 = default, c21 = default, c22 = default, c23 = default;
        Vector512<double> c30 = default, c31 = default, c32 = default, c33 = default;
        for (nint r = 0; r < count; r += Lanes)
        {
            var (x0, x1) = (Vector512.Load(b0 + r), Vector512.Load(b1 + r));
            var (x2, x3) = (Vector512.Load(b2 + r), Vector512.Load(b3 + r));
            var y = Vector512.Load(a0 + r);
            c00 = Vector512.FusedMultiplyAdd(y, x0, c00);
            c01 = Vector512.FusedMultiplyAdd(y, x1, c01);
            c02 = Vector512.FusedMultiplyAdd(y, x2, c02);
            c03 = Vector512.FusedMultiplyAdd(y, x3, c03);
            y = Vector512.Load(a1 + r);
            c10 = Vector512.FusedMultiplyAdd(y, x0, c10);
            c11 = Vector512.FusedMultiplyAdd(y, x1, c11);
            c12 = Vector512.FusedMultiplyAdd(y, x2, c12);
            c13 = Vector512.FusedMultiplyAdd(y, x3, c13);
            y = Vector512.Load(a2 + r);
            c20 = Vector512.FusedMultiplyAdd(y, x0, c20);
            c21 = Vector512.FusedMultiplyAdd(y, x1, c21);
            c22 = Vector512.FusedMultiplyAdd(y, x2, c22);
            c23 = Vector512.FusedMultiplyAdd(y, x3, c23);
            y = Vector512.Load(a3 + r);
            c30 = Vector512.FusedMultiplyAdd(y, x0, c30);
            c31 = Vector512.FusedMultiplyAdd(y, x1, c31);
            c32 = Vector512.FusedMultiplyAdd(y, x2, c32);
            c33 = Vector512.FusedMultiplyAdd(y, x3, c33);
        }

        (sums[0], sums[1], sums[2], sums[3]) = (Sum(c00), Sum(c01), Sum(c02), Sum(c03));
        (sums[4], sums[5], sums[6], sums[7]) = (Sum(c10), Sum(c11), Sum(c12), Sum(c13));
        (sums[8], sums[9], sums[10], sums[11]) = (Sum(c20), Sum(c21), Sum(c22), Sum(c23));
        (sums[12], sums[13], sums[14], sums[15]) = (Sum(c30), Sum(c31), Sum(c32), Sum(c33));
    }

    // Beyond the last row the last one stands in; its products are not used.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double* Row(double* first, int row, int last, int stride) =>
        first + (nint)Math.Min(row, last) * stride;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(Vector512<double> lanes)
    {
        var half = lanes.GetLower() + lanes.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        return quarter.GetElement(0) + quarter.GetElement(1);
    }
}
