using System.Runtime.CompilerServices;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>A feature of the training rows: each row's value as its rank among the distinct values.</summary>
internal sealed class CodedColumn
{
    /// <summary>Values closer than this are not told apart, as in scikit-learn.</summary>
    public const float Resolution = 1e-7f;

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
        var keys = order.Sort(column);
        var codes = new int[keys.Length];
        var values = new float[keys.Length];
        var distinct = 0;
        values[0] = ColumnOrder.Value(keys[0]);
        for (var i = 1; i < keys.Length; i++)
        {
            var value = ColumnOrder.Value(keys[i]);
            if (value != values[distinct])
                values[++distinct] = value;
            codes[(int)(uint)keys[i]] = distinct;
        }

        return new CodedColumn(codes, values[..(distinct + 1)]);
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
