using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// The search for two classes by columns of few values: every split of such a column is one bit of a word by row, set
/// where the row goes right. Which splits a node has is known from one pass over its words, for all of these columns;
/// the right side of a split is a masked sum without table or sort. Not thread-safe.
/// </summary>
internal sealed class FewValuesSearch<TCriterion>
    where TCriterion : struct, ICriterion
{
    /// <summary>Splits that have a bit.</summary>
    public const int MostFlags = 64;

    // More sums than this over more rows than that are slower than a table.
    private const int MostValues = 16;
    private const int MostSums = 4;
    private const int FewRows = 256;

    private static readonly int Lanes = Vector512<ulong>.Count;

    private readonly ulong[] _flags;
    private readonly ulong[] _nodeFlags;
    private readonly ulong[] _masks;
    private ulong _varying;
    private int _padded;

    /// <summary>
    /// A search over the columns of <paramref name="data"/> whose values are few and all told apart, as long as their
    /// splits are not more than <paramref name="mostFlags"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public FewValuesSearch(TrainingColumns data, int mostFlags)
    {
        _masks = new ulong[data.Columns.Length];
        _flags = [];
        _nodeFlags = [];
        var used = 0;
        for (var j = 0; j < data.Columns.Length; j++)
        {
            var column = data.Columns[j];
            var splits = column.Values.Length - 1;
            if (splits is 0 or >= MostValues || used + splits > mostFlags || column.HasTinyGaps)
                continue;
            if (used == 0)
            {
                _flags = new ulong[data.Labels.Length];
                _nodeFlags = new ulong[data.Labels.Length + Lanes];
            }

            _masks[j] = ((1UL << splits) - 1) << used;
            Mark(column.Codes, used);
            used += splits;
        }
    }

    /// <summary>Starts a node and finds the splits that its rows have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Enter(ReadOnlySpan<int> rows)
    {
        if (_flags.Length == 0)
            return;
        ref var from = ref MemoryMarshal.GetArrayDataReference(_flags);
        ref var to = ref MemoryMarshal.GetArrayDataReference(_nodeFlags);
        var (all, any) = (ulong.MaxValue, 0UL);
        for (var i = 0; i < rows.Length; i++)
        {
            var flags = Unsafe.Add(ref from, rows[i]);
            Unsafe.Add(ref to, i) = flags;
            all &= flags;
            any |= flags;
        }

        Vector512<ulong>.Zero.StoreUnsafe(ref to, (nuint)rows.Length);
        _padded = (rows.Length + Lanes - 1) / Lanes * Lanes;
        _varying = any & ~all;
    }

    /// <summary>
    /// Whether <see cref="Try"/> can and should be asked about a feature in the node entered last.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Serves(int feature, int rows) =>
        _masks[feature] != 0
        && (rows <= FewRows || BitOperations.PopCount(_masks[feature] & _varying) <= MostSums);

    /// <summary>As <see cref="SplitSearch.Try"/>.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="payload">The weights of the node's rows, with room for a vector behind.</param>
    /// <param name="total">Their sum.</param>
    /// <param name="best">The best split so far.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Try(int feature, ulong[] payload, ulong total, ref Split best)
    {
        var first = BitOperations.TrailingZeroCount(_masks[feature]);
        var varying = _masks[feature] & _varying;
        var (isOpen, found) = (false, 0UL);
        var code = 0;
        for (var rest = varying; rest != 0; rest &= rest - 1)
        {
            code = BitOperations.TrailingZeroCount(rest) - first;
            var right = RightSide(payload, first + code);
            // A value that no row has does not change the sides.
            if (isOpen && right != found)
            {
                best.Upper = code;
                isOpen = false;
            }

            var score = Side(total - right) + Side(right);
            if (score > best.Score)
            {
                best = new Split { Score = score, Feature = feature, Lower = code };
                (isOpen, found) = (true, right);
            }
        }

        if (isOpen)
            best.Upper = code + 1;
        return varying != 0;
    }

    /// <summary>Sets the bits of a column's splits from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Mark(int[] codes, int first)
    {
        ref var flags = ref MemoryMarshal.GetArrayDataReference(_flags);
        for (var i = 0; i < codes.Length; i++)
            Unsafe.Add(ref flags, i) |= (1UL << codes[i]) - 1 << first;
    }

    /// <summary>The sum over the rows that go right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong RightSide(ulong[] payload, int flag)
    {
        ref var flags = ref MemoryMarshal.GetArrayDataReference(_nodeFlags);
        ref var payloads = ref MemoryMarshal.GetArrayDataReference(payload);
        var bit = Vector512.Create(1UL << flag);
        var sums = Vector512<ulong>.Zero;
        for (var i = 0; i < _padded; i += Lanes)
        {
            var left = Vector512.Equals(Vector512.LoadUnsafe(ref flags, (nuint)i) & bit, Vector512<ulong>.Zero);
            var more = sums + Vector512.LoadUnsafe(ref payloads, (nuint)i);
            sums = Vector512.ConditionalSelect(left, sums, more);
        }

        return Vector512.Sum(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Side(ulong sums)
    {
        double weight = (uint)sums;
        double second = (uint)(sums >> 32);
        return TCriterion.Score(weight - second, second, weight);
    }
}
