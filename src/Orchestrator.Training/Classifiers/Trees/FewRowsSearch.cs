using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// The search for two classes in a node of few rows: every row's value is a candidate, sixteen at a time, whose left
/// side is the sum over all rows with at most that value. No sort, no table. Not thread-safe.
/// </summary>
internal sealed class FewRowsSearch<TCriterion>
    where TCriterion : struct, ICriterion
{
    /// <summary>Rows that a node may have: beyond, sums by value are faster than all pairs.</summary>
    public const int MostRows = 64;

    /// <summary>Weight that a node may have: two sums share a word of 32 bits.</summary>
    public const int MostWeight = ushort.MaxValue;

    private static readonly int Lanes = Vector512<int>.Count;

    private readonly int[] _codes = new int[MostRows];
    private readonly uint[] _payload = new uint[MostRows];
    private readonly double[] _scores = new double[MostRows];
    private uint _total;

    /// <summary>
    /// Starts a node whose rows have these weights (low halves) and weights in the second class (high halves).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Enter(ReadOnlySpan<ulong> payload, ulong total)
    {
        for (var i = 0; i < payload.Length; i++)
            _payload[i] = Packed(payload[i]);
        _total = Packed(total);
    }

    /// <summary>
    /// As <see cref="SplitSearch.Try"/>, for rows with these codes by row, all of whose values can be told apart.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Try(int feature, int[] codes, ReadOnlySpan<int> rows, ref Split best)
    {
        var padded = (rows.Length + Lanes - 1) / Lanes * Lanes;
        if (IsConstant(codes, rows, padded))
            return false;
        var top = Vector512.Create(double.NegativeInfinity);
        for (var first = 0; first < padded; first += Lanes)
        {
            var left = LeftSides(first, rows.Length);
            var right = Vector512.Create(_total) - left;
            var scores = Scores(Vector512.WidenLower(left), Vector512.WidenLower(right));
            scores.CopyTo(_scores, first);
            top = Vector512.Max(top, scores);
            scores = first + Lanes / 2 < rows.Length
                ? Scores(Vector512.WidenUpper(left), Vector512.WidenUpper(right))
                : Vector512.Create(double.NegativeInfinity);
            scores.CopyTo(_scores, first + Lanes / 2);
            top = Vector512.Max(top, scores);
        }

        var half = Vector256.Max(top.GetLower(), top.GetUpper());
        var quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        var score = Math.Max(quarter[0], quarter[1]);
        if (score > best.Score)
            best = Found(feature, score, padded);
        return true;
    }

    /// <summary>Gathers the codes, missing ones larger than all, and says whether they are all the same.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsConstant(int[] codes, ReadOnlySpan<int> rows, int padded)
    {
        ref var from = ref MemoryMarshal.GetArrayDataReference(codes);
        ref var to = ref MemoryMarshal.GetArrayDataReference(_codes);
        var first = Unsafe.Add(ref from, rows[0]);
        var differing = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            var code = Unsafe.Add(ref from, rows[i]);
            Unsafe.Add(ref to, i) = code;
            differing |= code ^ first;
        }

        for (var i = rows.Length; i < padded; i++)
            Unsafe.Add(ref to, i) = int.MaxValue;
        return differing == 0;
    }

    /// <summary>The sums over the rows with at most the values of sixteen rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<uint> LeftSides(int first, int count)
    {
        ref var codes = ref MemoryMarshal.GetArrayDataReference(_codes);
        ref var payload = ref MemoryMarshal.GetArrayDataReference(_payload);
        var bounds = Vector512.LoadUnsafe(ref codes, (nuint)first);
        var sums = Vector512<uint>.Zero;
        for (var i = 0; i < count; i++)
        {
            var below = Vector512.LessThanOrEqual(Vector512.Create(Unsafe.Add(ref codes, i)), bounds);
            var more = sums + Vector512.Create(Unsafe.Add(ref payload, i));
            sums = Vector512.ConditionalSelect(below.AsUInt32(), more, sums);
        }

        return sums;
    }

    /// <summary>The scores of eight splits, those without a right side below all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Scores(Vector512<ulong> left, Vector512<ulong> right)
    {
        var scores = Side(left) + Side(right);
        var empty = Vector512.Equals(right, Vector512<ulong>.Zero).AsDouble();
        return Vector512.ConditionalSelect(empty, Vector512.Create(double.NegativeInfinity), scores);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Side(Vector512<ulong> sums)
    {
        var weight = Vector512.ConvertToDouble((sums & Vector512.Create((ulong)ushort.MaxValue)).AsInt64());
        var second = Vector512.ConvertToDouble((sums >>> 16).AsInt64());
        return TCriterion.Score(weight - second, second, weight);
    }

    /// <summary>The split with that score; of several the one with the smallest codes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Split Found(int feature, double score, int padded)
    {
        ref var codes = ref MemoryMarshal.GetArrayDataReference(_codes);
        ref var scores = ref MemoryMarshal.GetArrayDataReference(_scores);
        var (wanted, none) = (Vector512.Create(score), Vector512.Create(int.MaxValue));
        var (lowers, uppers) = (none, none);
        for (nuint i = 0; i < (nuint)padded; i += (nuint)Lanes)
        {
            var low = Vector512.Equals(Vector512.LoadUnsafe(ref scores, i), wanted).AsInt64();
            var high = Vector512.Equals(Vector512.LoadUnsafe(ref scores, i + (nuint)Lanes / 2), wanted).AsInt64();
            var found = Vector512.Narrow(low, high);
            var values = Vector512.LoadUnsafe(ref codes, i);
            lowers = Vector512.Min(lowers, Vector512.ConditionalSelect(found, values, none));
        }

        var lower = Vector512.Create(Least(lowers));
        for (nuint i = 0; i < (nuint)padded; i += (nuint)Lanes)
        {
            var values = Vector512.LoadUnsafe(ref codes, i);
            var above = Vector512.GreaterThan(values, lower);
            uppers = Vector512.Min(uppers, Vector512.ConditionalSelect(above, values, none));
        }

        return new Split { Score = score, Feature = feature, Lower = lower[0], Upper = Least(uppers) };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Least(Vector512<int> values)
    {
        var half = Vector256.Min(values.GetLower(), values.GetUpper());
        var quarter = Vector128.Min(half.GetLower(), half.GetUpper());
        return Math.Min(Math.Min(quarter[0], quarter[1]), Math.Min(quarter[2], quarter[3]));
    }

    private static uint Packed(ulong payload) => (uint)payload | (uint)(payload >> 16);
}
