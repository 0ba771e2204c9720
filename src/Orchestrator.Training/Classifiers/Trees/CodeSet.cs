using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// A set of codes that gives them back in ascending order and empties itself thereby: bits, and where there are many
/// words of them a second level, so that few codes out of many are found without a sort.
/// </summary>
internal sealed class CodeSet
{
    // Fewer words are gone through faster than a second level is kept.
    private const int WordsOfOneLevel = 64;

    /// <summary>Codes that are written at once.</summary>
    public const int Slack = 4;

    private readonly ulong[] _words;
    private readonly ulong[] _summary;

    /// <summary>A set of codes below <paramref name="bound"/>.</summary>
    public CodeSet(int bound)
    {
        _words = new ulong[(bound + 63) / 64];
        _summary = _words.Length <= WordsOfOneLevel ? [] : new ulong[(_words.Length + 63) / 64];
    }

    /// <summary>Puts a code in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int code)
    {
        _words[code >> 6] |= 1UL << code;
        if (_summary.Length > 0)
            _summary[code >> 12] |= 1UL << (code >> 6);
    }

    /// <summary>
    /// Takes all codes out into <paramref name="codes"/>, ascending, and says how many there were. What lies behind
    /// them is overwritten: <see cref="Slack"/> places more than there can be codes are needed.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Drain(Span<int> codes)
    {
        ref var start = ref MemoryMarshal.GetReference(codes);
        var count = 0;
        for (var v = 0; _summary.Length == 0 && v < _words.Length; v++)
            count += Drain(v, ref Unsafe.Add(ref start, count));
        for (var s = 0; s < _summary.Length; s++)
        {
            for (var summary = _summary[s]; summary != 0; summary &= summary - 1)
            {
                var w = (s << 6) + BitOperations.TrailingZeroCount(summary);
                count += Drain(w, ref Unsafe.Add(ref start, count));
            }

            _summary[s] = 0;
        }

        return count;
    }

    /// <summary>Takes the codes of a word out, always four at once: a branch per code would be mispredicted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Drain(int w, ref int codes)
    {
        var word = _words[w];
        _words[w] = 0;
        var (first, count) = (w << 6, BitOperations.PopCount(word));
        for (var written = 0; written < count; written += Slack)
        {
            ref var code = ref Unsafe.Add(ref codes, written);
            Take(ref code, first, ref word);
            Take(ref Unsafe.Add(ref code, 1), first, ref word);
            Take(ref Unsafe.Add(ref code, 2), first, ref word);
            Take(ref Unsafe.Add(ref code, 3), first, ref word);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(ref int code, int first, ref ulong word)
    {
        code = first + BitOperations.TrailingZeroCount(word);
        word &= word - 1;
    }
}
