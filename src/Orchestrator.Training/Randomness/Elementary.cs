using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Randomness;

/// <summary>
/// Elementary functions of sixteen floats, built from correctly rounded operations alone (fused multiply-add, division,
/// square root), so that every CPU gives the same bits. Relative error below 3e-7 (absolute for the hyperbolic
/// tangent).
/// </summary>
internal static class Elementary
{
    private const float Log2E = 1.442695041f;
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float Ln2 = 0.6931471806f;
    private const float SquareRootOfTwo = 1.414213562f;

    // 1.5 * 2^23: adding and subtracting it rounds a small float to the nearest integer.
    private const float RoundingShift = 12582912f;

    /// <summary>e to the power x, with x held in [-87, 88].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        // This order of the operands lets a NaN through.
        x = Vector512.MinNative(Vector512.Create(88f), Vector512.MaxNative(Vector512.Create(-87f), x));
        var n = Fma(x, Log2E, Vector512.Create(RoundingShift)) - Vector512.Create(RoundingShift);
        var r = Fma(n, -Ln2Low, Fma(n, -Ln2High, x));

        // The Taylor series to degree 7: |r| <= ln(2) / 2.
        var p = Vector512.Create(1f / 5040);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 720));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 120));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 24));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1f / 6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<float>.One);
        var exponent = Vector512.ConvertToInt32(n) << 23;
        return (p.AsInt32() + exponent).AsSingle();
    }

    /// <summary>The natural logarithm of a positive normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log(Vector512<float> x)
    {
        var bits = x.AsInt32();
        var exponent = Vector512.ConvertToSingle((bits >>> 23) - Vector512.Create(127));
        var mantissa = ((bits & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F800000)).AsSingle();
        var large = Vector512.GreaterThan(mantissa, Vector512.Create(SquareRootOfTwo));
        mantissa = Vector512.ConditionalSelect(large, mantissa * 0.5f, mantissa);
        exponent = Vector512.ConditionalSelect(large, exponent + Vector512<float>.One, exponent);

        // log m = 2 artanh((m - 1) / (m + 1)), as a series in s: |s| <= 0.1716.
        var s = (mantissa - Vector512<float>.One) / (mantissa + Vector512<float>.One);
        var s2 = s * s;
        var p = Vector512.Create(2f / 9);
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2f / 7));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2f / 5));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2f / 3));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2f));
        return Vector512.FusedMultiplyAdd(p, s, exponent * Ln2);
    }

    /// <summary>The hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Tanh(Vector512<float> x) =>
        Vector512<float>.One - (Vector512.Create(2f) / (Exp(x + x) + Vector512<float>.One));

    /// <summary>The hyperbolic tangent of one number, with the bits of sixteen.</summary>
    public static float Tanh(float x) => Tanh(Vector512.Create(x)).ToScalar();

    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) =>
        Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>log(1 + e^x), the cross entropy of a logit: max(x, 0) + log(1 + e^-|x|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Softplus(Vector512<float> x) =>
        Vector512.Max(x, Vector512<float>.Zero) + Log(Vector512<float>.One + Exp(-Vector512.Abs(x)));

    /// <summary>Sine and cosine of u full turns, u in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCosOfTurns(Vector512<float> u, out Vector512<float> sin, out Vector512<float> cos)
    {
        var quarter = Fma(u, 4f, Vector512.Create(RoundingShift)) - Vector512.Create(RoundingShift);
        var angle = Fma(quarter, -0.25f, u) * (2 * MathF.PI);
        var a2 = angle * angle;
        var s = Vector512.Create(1f / 362880);
        s = Vector512.FusedMultiplyAdd(s, a2, Vector512.Create(-1f / 5040));
        s = Vector512.FusedMultiplyAdd(s, a2, Vector512.Create(1f / 120));
        s = Vector512.FusedMultiplyAdd(s, a2, Vector512.Create(-1f / 6));
        s = Vector512.FusedMultiplyAdd(s * a2, angle, angle);
        var c = Vector512.Create(1f / 40320);
        c = Vector512.FusedMultiplyAdd(c, a2, Vector512.Create(-1f / 720));
        c = Vector512.FusedMultiplyAdd(c, a2, Vector512.Create(1f / 24));
        c = Vector512.FusedMultiplyAdd(c, a2, Vector512.Create(-0.5f));
        c = Vector512.FusedMultiplyAdd(c, a2, Vector512<float>.One);

        var turn = Vector512.ConvertToInt32(quarter);
        var swap = Vector512.Equals(turn & Vector512<int>.One, Vector512<int>.One).AsSingle();
        var sinSign = ((turn & Vector512.Create(2)) << 30).AsSingle();
        var cosSign = (((turn + Vector512<int>.One) & Vector512.Create(2)) << 30).AsSingle();
        sin = Vector512.ConditionalSelect(swap, c, s) ^ sinSign;
        cos = Vector512.ConditionalSelect(swap, s, c) ^ cosSign;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fma(Vector512<float> x, float factor, Vector512<float> addend) =>
        Vector512.FusedMultiplyAdd(x, Vector512.Create(factor), addend);
}
