using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>A feature of the training rows: each row's value as its rank among the distinct values.</summary>
internal sealed class CodedColumn
{
    /// <summary>Values closer than this are not told apart, as in scikit-learn.</summary>
    public const float Resolution = 1e-7f;

    private static readonly int FewValues = Vector512<float>.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CodedColumn(int[] codes, float[] values)
    {
        Codes = codes;
        Values = values;
        var hasTinyGaps = false;
        for (var c = 1; c < values.Length; c++)
            hasTinyGaps |= values[c] <= values[c - 1] + Resolution;
        HasTinyGaps = hasTinyGaps;
    }

    /// <summary>The rank of each row's value, from 0.</summary>
    public int[] Codes { get; }

    /// <summary>The distinct values, ascending.</summary>
    public float[] Values { get; }

    /// <summary>Whether neighbouring values lie closer than <see cref="Resolution"/> anywhere.</summary>
    public bool HasTinyGaps { get; }

    /// <summary>The column with these values by row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static CodedColumn Of(ReadOnlySpan<float> column, ColumnOrder order)
    {
        var codes = GC.AllocateUninitializedArray<int>(column.Length);
        if (FewCodes(column, codes) is { } few)
            return new CodedColumn(codes, few);
        var keys = order.Sort(column);
        var values = order.Values;
        var distinct = 0;
        values[0] = ColumnOrder.Value(keys[0]);
        codes[(int)(uint)keys[0]] = 0;
        for (var i = 1; i < keys.Length; i++)
        {
            var value = ColumnOrder.Value(keys[i]);
            if (value != values[distinct])
                values[++distinct] = value;
            codes[(int)(uint)keys[i]] = distinct;
        }

        return new CodedColumn(codes, values[..(distinct + 1)].ToArray());
    }

    /// <summary>
    /// The codes and distinct values of a column of at most sixteen of them, all numbers, without a sort: values are
    /// numbered as they are met, then put in order. Null, the codes any, for other columns.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[]? FewCodes(ReadOnlySpan<float> column, Span<int> codes)
    {
        Span<float> met = stackalloc float[FewValues];
        met.Fill(float.NaN);
        var table = Vector512.Create<float>(met);
        var count = 0;
        for (var i = 0; i < column.Length; i++)
        {
            var equal = Vector512.Equals(table, Vector512.Create(column[i])).ExtractMostSignificantBits();
            if (equal == 0)
            {
                if (count == FewValues || float.IsNaN(column[i]))
                    return null;
                // Zeros lose their sign.
                met[count] = column[i] + 0f;
                table = Vector512.Create<float>(met);
                equal = 1UL << count++;
            }

            codes[i] = BitOperations.TrailingZeroCount(equal);
        }

        return Ordered(met[..count], codes);
    }

    /// <summary>The values in ascending order, to whose ranks the codes are changed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] Ordered(ReadOnlySpan<float> met, Span<int> codes)
    {
        Span<int> ranks = stackalloc int[FewValues];
        ranks.Clear();
        var values = new float[met.Length];
        var inOrder = true;
        for (var v = 0; v < met.Length; v++)
        {
            foreach (var other in met)
                ranks[v] += other < met[v] ? 1 : 0;
            values[ranks[v]] = met[v];
            inOrder &= ranks[v] == v;
        }

        if (inOrder)
            return values;
        var all = Vector512.Create<int>(ranks);
        ref var first = ref MemoryMarshal.GetReference(codes);
        var done = 0;
        for (; done <= codes.Length - FewValues; done += FewValues)
            Vector512.Shuffle(all, Vector512.LoadUnsafe(ref first, (nuint)done)).StoreUnsafe(ref first, (nuint)done);
        for (; done < codes.Length; done++)
            codes[done] = ranks[codes[done]];
        return values;
    }

    /// <summary>Whether a split between two codes can tell their values apart.</summary>
    public bool Separates(int lower, int upper) => !HasTinyGaps || Values[upper] > Values[lower] + Resolution;

    /// <summary>
    /// The mid-point between two codes' values, rounded down to a float: a float is at most the one exactly when it is
    /// at most the other.
    /// </summary>
    public float Threshold(int lower, int upper)
    {
        var middle = Values[lower] / 2.0 + Values[upper] / 2.0;
        var rounded = (float)middle;
        return rounded > middle ? MathF.BitDecrement(rounded) : rounded;
    }
}
