using System.Collections;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Answers;

/// <summary>
/// Which test rows each trial of one split has right, a bit a row. Where that takes more memory than it may, nothing is
/// kept, and the test over rows is left out.
/// </summary>
/// <param name="trials">Trials of the grid.</param>
internal sealed class HitTable(long trials)
{
    private const long MostBytes = 256L * 1024 * 1024;
    private byte[]? _bits;
    private BitArray? _has;
    private int _rows;

    /// <summary>Keeps the hits of a trial, if it has any.</summary>
    public void Add(long index, TrialResult result)
    {
        if (result.Details?.Hits is not { } text || !Fits(result.TestRows))
            return;
        var width = (_rows + 7) / 8;
        if (!Convert.TryFromBase64String(text, _bits.AsSpan((int)(index * width), width), out var written)
            || written != width)
            return;
        _has!.Set((int)index, true);
    }

    /// <summary>The hits of a trial, in the order of the test part; null where they are not stored.</summary>
    public IReadOnlyList<bool>? Read(long index)
    {
        if (_has is null || !_has.Get((int)index))
            return null;
        var width = (_rows + 7) / 8;
        var bits = _bits.AsSpan((int)(index * width), width);
        var hits = new bool[_rows];
        for (var row = 0; row < hits.Length; row++)
            hits[row] = (bits[row / 8] & (1 << (row % 8))) != 0;
        return hits;
    }

    private bool Fits(int rows)
    {
        if (_bits is not null)
            return rows == _rows;
        var bytes = trials * ((rows + 7) / 8);
        if (rows == 0 || bytes > MostBytes)
            return false;
        (_bits, _has, _rows) = (new byte[bytes], new BitArray((int)trials), rows);
        return true;
    }
}
