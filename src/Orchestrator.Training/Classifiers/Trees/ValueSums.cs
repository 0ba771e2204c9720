using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// Sums the payloads of a node's rows by distinct value. What serves best depends on how many values the column has:
/// none but one sum for two, several tables side by side for few (one sum is not waited for by the next row), one table
/// gone through for as many as rows, and a set of those met for many more. Not thread-safe.
/// </summary>
internal sealed class ValueSums
{
    private const int FewValues = 32;
    private const int Tables = 4;
    private const int ValuesPerRow = 2;

    private readonly ulong[] _sums;
    private readonly ulong[] _tables = new ulong[FewValues * Tables];
    private readonly CodeSet _set;

    /// <summary>Sums of columns of at most <paramref name="bound"/> values.</summary>
    public ValueSums(int bound)
    {
        _sums = new ulong[bound];
        _set = new CodeSet(bound);
        Codes = new int[bound + CodeSet.Slack];
        Lefts = new ulong[bound + Vector512<ulong>.Count];
    }

    /// <summary>The codes met by the last count, ascending.</summary>
    public int[] Codes { get; }

    /// <summary>The sum of the payloads up to each of the codes, itself included; room for a vector behind.</summary>
    public ulong[] Lefts { get; }

    /// <summary>Fills <see cref="Codes"/> and <see cref="Lefts"/> and says how many there are.</summary>
    /// <param name="column">The column.</param>
    /// <param name="rows">The node's rows.</param>
    /// <param name="payload">Their payloads, in the order of <paramref name="rows"/>, none of them 0.</param>
    /// <param name="total">The sum of those.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Count(CodedColumn column, ReadOnlySpan<int> rows, ulong[] payload, ulong total)
    {
        var values = column.Values.Length;
        ref var codes = ref MemoryMarshal.GetArrayDataReference(column.Codes);
        ref var payloads = ref MemoryMarshal.GetArrayDataReference(payload);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        if (values <= 2)
        {
            var upper = 0UL;
            for (var i = 0; i < rows.Length; i++)
                upper += Unsafe.Add(ref payloads, i) & 0UL - (ulong)(uint)Unsafe.Add(ref codes, rows[i]);
            sums = total - upper;
            if (values == 2)
                Unsafe.Add(ref sums, 1) = upper;
            return Gather(values);
        }

        if (values <= FewValues)
        {
            CountFew(ref codes, rows, ref payloads, values);
            return Gather(values);
        }

        if (values <= ValuesPerRow * rows.Length)
        {
            for (var i = 0; i < rows.Length; i++)
                Unsafe.Add(ref sums, Unsafe.Add(ref codes, rows[i])) += Unsafe.Add(ref payloads, i);
            return Gather(values);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            var code = Unsafe.Add(ref codes, rows[i]);
            Unsafe.Add(ref sums, code) += Unsafe.Add(ref payloads, i);
            _set.Add(code);
        }

        return GatherSet();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CountFew(ref int codes, ReadOnlySpan<int> rows, ref ulong payloads, int values)
    {
        ref var tables = ref MemoryMarshal.GetArrayDataReference(_tables);
        for (var i = 0; i < rows.Length; i++)
        {
            var place = Unsafe.Add(ref codes, rows[i]) * Tables + (i & (Tables - 1));
            Unsafe.Add(ref tables, place) += Unsafe.Add(ref payloads, i);
        }

        for (var v = 0; v < values; v++)
        {
            var places = _tables.AsSpan(v * Tables, Tables);
            _sums[v] = places[0] + places[1] + places[2] + places[3];
            places.Clear();
        }
    }

    /// <summary>Goes through the sums of all values, clears them and keeps those met.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Gather(int values)
    {
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums);
        ref var codes = ref MemoryMarshal.GetArrayDataReference(Codes);
        ref var lefts = ref MemoryMarshal.GetArrayDataReference(Lefts);
        var (left, count) = (0UL, 0);
        for (var code = 0; code < values; code++)
        {
            var sum = Unsafe.Add(ref sums, code);
            Unsafe.Add(ref sums, code) = 0;
            left += sum;
            Unsafe.Add(ref codes, count) = code;
            Unsafe.Add(ref lefts, count) = left;
            count += sum != 0 ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int GatherSet()
    {
        var count = _set.Drain(Codes);
        var left = 0UL;
        for (var i = 0; i < count; i++)
        {
            ref var sum = ref _sums[Codes[i]];
            left += sum;
            sum = 0;
            Lefts[i] = left;
        }

        return count;
    }
}
