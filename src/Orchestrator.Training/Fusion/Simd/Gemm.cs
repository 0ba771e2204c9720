using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Fusion.Simd;

/// <summary>
/// Small matrix products. Each element of C is one chain of fused multiply-adds over the depth, in order, so its bits
/// depend neither on the tiling nor on the vector width. C has a multiple of 8 rows and of 16 columns.
/// </summary>
/// <remarks>
/// Loops of vectors are compiled in full at their first call (AggressiveOptimization, here and elsewhere): in code that
/// is compiled quickly first every vector operation is a call, and a sweep may be over before that code is replaced.
/// </remarks>
internal static unsafe class Gemm
{
    private const int Lanes = 16;

    /// <summary>
    /// C [rows, columns] = A · B (+ bias, or + C if <paramref name="add"/>), where A(i, k) = a[i·rowStep + k·depthStep]
    /// and B and C are row-major with the given row lengths.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(
        float* a, int rowStep, int depthStep, float* b, int bRow, float* c, int cRow,
        int rows, int columns, int depth, float* bias, bool add)
    {
        for (var i = 0; i < rows; i += 8)
        {
            var ai = a + ((long)i * rowStep);
            var ci = c + ((long)i * cRow);
            var j = 0;
            for (; j + 64 <= columns; j += 64)
            {
                var start = bias == null ? null : bias + j;
                FourByFour(ai, rowStep, depthStep, b + j, bRow, ci + j, cRow, depth, start, add);
                FourByFour(
                    ai + (4 * rowStep), rowStep, depthStep, b + j, bRow, ci + (4 * cRow) + j, cRow, depth, start, add);
            }

            for (; j + 32 <= columns; j += 32)
                EightByTwo(
                    ai, rowStep, depthStep, b + j, bRow, ci + j, cRow, depth, bias == null ? null : bias + j, add);
            for (; j < columns; j += Lanes)
                EightByOne(
                    ai, rowStep, depthStep, b + j, bRow, ci + j, cRow, depth, bias == null ? null : bias + j, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByFour(
        float* a, int rowStep, int depthStep, float* b, int bRow, float* c, int cRow, int depth, float* bias, bool add)
    {
        Start4(c, bias, add, out var c00, out var c01, out var c02, out var c03);
        Start4(c + cRow, bias, add, out var c10, out var c11, out var c12, out var c13);
        Start4(c + (2 * cRow), bias, add, out var c20, out var c21, out var c22, out var c23);
        Start4(c + (3 * cRow), bias, add, out var c30, out var c31, out var c32, out var c33);
        for (var k = 0; k < depth; k++)
        {
            var (b0, b1) = (Vector512.Load(b), Vector512.Load(b + Lanes));
            var (b2, b3) = (Vector512.Load(b + (2 * Lanes)), Vector512.Load(b + (3 * Lanes)));
            var x = Vector512.Create(*a);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            c02 = Vector512.FusedMultiplyAdd(x, b2, c02);
            c03 = Vector512.FusedMultiplyAdd(x, b3, c03);
            x = Vector512.Create(a[rowStep]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            c12 = Vector512.FusedMultiplyAdd(x, b2, c12);
            c13 = Vector512.FusedMultiplyAdd(x, b3, c13);
            x = Vector512.Create(a[2 * rowStep]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            c22 = Vector512.FusedMultiplyAdd(x, b2, c22);
            c23 = Vector512.FusedMultiplyAdd(x, b3, c23);
            x = Vector512.Create(a[3 * rowStep]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            c32 = Vector512.FusedMultiplyAdd(x, b2, c32);
            c33 = Vector512.FusedMultiplyAdd(x, b3, c33);
            a += depthStep;
            b += bRow;
        }

        Store4(c, c00, c01, c02, c03);
        Store4(c + cRow, c10, c11, c12, c13);
        Store4(c + (2 * cRow), c20, c21, c22, c23);
        Store4(c + (3 * cRow), c30, c31, c32, c33);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightByTwo(
        float* a, int rowStep, int depthStep, float* b, int bRow, float* c, int cRow, int depth, float* bias, bool add)
    {
        Start2(c, bias, add, out var c00, out var c01);
        Start2(c + cRow, bias, add, out var c10, out var c11);
        Start2(c + (2 * cRow), bias, add, out var c20, out var c21);
        Start2(c + (3 * cRow), bias, add, out var c30, out var c31);
        Start2(c + (4 * cRow), bias, add, out var c40, out var c41);
        Start2(c + (5 * cRow), bias, add, out var c50, out var c51);
        Start2(c + (6 * cRow), bias, add, out var c60, out var c61);
        Start2(c + (7 * cRow), bias, add, out var c70, out var c71);
        for (var k = 0; k < depth; k++)
        {
            var (b0, b1) = (Vector512.Load(b), Vector512.Load(b + Lanes));
            Step2(Vector512.Create(*a), b0, b1, ref c00, ref c01);
            Step2(Vector512.Create(a[rowStep]), b0, b1, ref c10, ref c11);
            Step2(Vector512.Create(a[2 * rowStep]), b0, b1, ref c20, ref c21);
            Step2(Vector512.Create(a[3 * rowStep]), b0, b1, ref c30, ref c31);
            Step2(Vector512.Create(a[4 * rowStep]), b0, b1, ref c40, ref c41);
            Step2(Vector512.Create(a[5 * rowStep]), b0, b1, ref c50, ref c51);
            Step2(Vector512.Create(a[6 * rowStep]), b0, b1, ref c60, ref c61);
            Step2(Vector512.Create(a[7 * rowStep]), b0, b1, ref c70, ref c71);
            a += depthStep;
            b += bRow;
        }

        Store2(c, c00, c01);
        Store2(c + cRow, c10, c11);
        Store2(c + (2 * cRow), c20, c21);
        Store2(c + (3 * cRow), c30, c31);
        Store2(c + (4 * cRow), c40, c41);
        Store2(c + (5 * cRow), c50, c51);
        Store2(c + (6 * cRow), c60, c61);
        Store2(c + (7 * cRow), c70, c71);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void EightByOne(
        float* a, int rowStep, int depthStep, float* b, int bRow, float* c, int cRow, int depth, float* bias, bool add)
    {
        var (c0, c1) = (Start(c, bias, add), Start(c + cRow, bias, add));
        var (c2, c3) = (Start(c + (2 * cRow), bias, add), Start(c + (3 * cRow), bias, add));
        var (c4, c5) = (Start(c + (4 * cRow), bias, add), Start(c + (5 * cRow), bias, add));
        var (c6, c7) = (Start(c + (6 * cRow), bias, add), Start(c + (7 * cRow), bias, add));
        for (var k = 0; k < depth; k++)
        {
            var y = Vector512.Load(b);
            c0 = Vector512.FusedMultiplyAdd(Vector512.Create(*a), y, c0);
            c1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[rowStep]), y, c1);
            c2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[2 * rowStep]), y, c2);
            c3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[3 * rowStep]), y, c3);
            c4 = Vector512.FusedMultiplyAdd(Vector512.Create(a[4 * rowStep]), y, c4);
            c5 = Vector512.FusedMultiplyAdd(Vector512.Create(a[5 * rowStep]), y, c5);
            c6 = Vector512.FusedMultiplyAdd(Vector512.Create(a[6 * rowStep]), y, c6);
            c7 = Vector512.FusedMultiplyAdd(Vector512.Create(a[7 * rowStep]), y, c7);
            a += depthStep;
            b += bRow;
        }

        c0.Store(c);
        c1.Store(c + cRow);
        c2.Store(c + (2 * cRow));
        c3.Store(c + (3 * cRow));
        c4.Store(c + (4 * cRow));
        c5.Store(c + (5 * cRow));
        c6.Store(c + (6 * cRow));
        c7.Store(c + (7 * cRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Start(float* c, float* bias, bool add) =>
        add ? Vector512.Load(c) : bias == null ? Vector512<float>.Zero : Vector512.Load(bias);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start2(float* c, float* bias, bool add, out Vector512<float> c0, out Vector512<float> c1)
    {
        c0 = Start(c, bias, add);
        c1 = Start(c + Lanes, bias == null ? null : bias + Lanes, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start4(
        float* c, float* bias, bool add,
        out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3)
    {
        Start2(c, bias, add, out c0, out c1);
        Start2(c + (2 * Lanes), bias == null ? null : bias + (2 * Lanes), add, out c2, out c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step2(
        Vector512<float> x, Vector512<float> b0, Vector512<float> b1, ref Vector512<float> c0, ref Vector512<float> c1)
    {
        c0 = Vector512.FusedMultiplyAdd(x, b0, c0);
        c1 = Vector512.FusedMultiplyAdd(x, b1, c1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store2(float* c, Vector512<float> c0, Vector512<float> c1)
    {
        c0.Store(c);
        c1.Store(c + Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store4(
        float* c, Vector512<float> c0, Vector512<float> c1, Vector512<float> c2, Vector512<float> c3)
    {
        Store2(c, c0, c1);
        Store2(c + (2 * Lanes), c2, c3);
    }
}
