using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Classifiers.Numerics;

/// <summary>
/// Elementary functions of eight doubles, built from correctly rounded operations alone (fused multiply-add, division),
/// so that every CPU gives the same bits. Relative error below 1e-15.
/// </summary>
internal static class WideElementary
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.693145751953125;
    private const double Ln2Low = 1.42860682030941723212e-6;

    // 1.5 * 2^52: adding it rounds a small double to the nearest integer, which then stands in the lowest bits.
    private const double RoundingShift = 6755399441055744;

    /// <summary>e to the power x, with x held in [-708, 709].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        // This order of the operands lets a NaN through.
        x = Vector512.MinNative(Vector512.Create(709.0), Vector512.MaxNative(Vector512.Create(-708.0), x));
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(Log2E), Vector512.Create(RoundingShift));
        var n = shifted - Vector512.Create(RoundingShift);
        var r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2High), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-Ln2Low), r);

        // The Taylor series to degree 12: |r| <= ln(2) / 2.
        var p = Vector512.Create(1.0 / 479001600);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 39916800));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 3628800));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 362880));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 40320));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 5040));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 720));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 120));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 24));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.0 / 6));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.5));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<double>.One);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512<double>.One);
        return (p.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    /// <summary>e to the power x of one number, with the bits of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x) => Exp(Vector512.Create(x)).ToScalar();

    /// <summary>log(1 + t) of t in [0, 1], as 2 artanh(t / (2 + t)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> LogOnePlus(Vector512<double> t)
    {
        // The series of artanh(s) / s in s²: s <= 1/3, so that the 17th term is below 1e-17.
        var s = t / (t + Vector512.Create(2.0));
        var s2 = s * s;
        var p = Vector512.Create(2.0 / 33);
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 31));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 29));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 27));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 25));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 23));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 21));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 19));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 17));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 15));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 13));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 11));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 9));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 7));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 5));
        p = Vector512.FusedMultiplyAdd(p, s2, Vector512.Create(2.0 / 3));
        return Vector512.FusedMultiplyAdd(p, s2 * s, s + s);
    }

    /// <summary>The sum of the eight, always in the same order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> x)
    {
        var four = x.GetLower() + x.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }
}
