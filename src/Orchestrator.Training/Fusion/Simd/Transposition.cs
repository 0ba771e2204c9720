using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Orchestrator.Training.Fusion.Simd;

/// <summary>Transposes small matrices, eight by eight values at a time.</summary>
internal static unsafe class Transposition
{
    private const int Side = 8;

    /// <summary>
    /// The first <paramref name="columns"/> rows of target [.., rows] = source [rows, row length] transposed; rows and
    /// the row length are multiples of 16.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* source, int row, float* target, int rows, int columns)
    {
        for (var j = 0; j < columns; j += Side)
        {
            for (var i = 0; i < rows; i += Side)
            {
                var from = source + ((long)i * row) + j;
                var to = target + ((long)j * rows) + i;
                if (Avx.IsSupported)
                {
                    Half(from, row, to, rows);
                    Half(from + 4, row, to + (4 * rows), rows);
                }
                else
                {
                    OneByOne(from, row, to, rows);
                }
            }
        }
    }

    /// <summary>Four columns of eight rows. Rows 0 to 3 are the low halves of vectors, 4 to 7 the high ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Half(float* source, int row, float* target, int targetRow)
    {
        var r0 = Pair(source, source + (4 * row));
        var r1 = Pair(source + row, source + (5 * row));
        var r2 = Pair(source + (2 * row), source + (6 * row));
        var r3 = Pair(source + (3 * row), source + (7 * row));
        var (a, b) = (Avx.UnpackLow(r0, r2), Avx.UnpackLow(r1, r3));
        var (c, d) = (Avx.UnpackHigh(r0, r2), Avx.UnpackHigh(r1, r3));
        Avx.UnpackLow(a, b).Store(target);
        Avx.UnpackHigh(a, b).Store(target + targetRow);
        Avx.UnpackLow(c, d).Store(target + (2 * targetRow));
        Avx.UnpackHigh(c, d).Store(target + (3 * targetRow));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* low, float* high) =>
        Avx.InsertVector128(Vector128.Load(low).ToVector256Unsafe(), Vector128.Load(high), 1);

    private static void OneByOne(float* source, int row, float* target, int targetRow)
    {
        for (var i = 0; i < Side; i++)
        {
            for (var j = 0; j < Side; j++)
                target[(j * targetRow) + i] = source[(i * row) + j];
        }
    }
}
