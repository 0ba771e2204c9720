namespace Orchestrator.Sweeps.Trials.States;

/// <summary>
/// A set of trial indices of one grid, a bit each: ten million trials take 1.25 MB. Grows as needed. Not thread-safe.
/// </summary>
public sealed class TrialSet
{
    private ulong[] _words = [];

    /// <summary>How many trials are in the set.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the trial is in the set.</summary>
    public bool Contains(long trial)
    {
        var word = trial >> 6;
        return word < _words.Length && (_words[word] >> (int)(trial & 63) & 1) != 0;
    }

    /// <summary>Adds a trial; false where it was there already.</summary>
    public bool Add(long trial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        var word = trial >> 6;
        if (word >= _words.Length)
            Array.Resize(ref _words, checked((int)Math.Max(word + 1, _words.Length * 2L)));
        var bit = 1UL << (int)(trial & 63);
        if ((_words[word] & bit) != 0)
            return false;
        _words[word] |= bit;
        Count++;
        return true;
    }

    /// <summary>Takes a trial out; false where it was not there.</summary>
    public bool Remove(long trial)
    {
        if (!Contains(trial))
            return false;
        _words[trial >> 6] &= ~(1UL << (int)(trial & 63));
        Count--;
        return true;
    }

    /// <summary>The members as maximal runs, ascending: the compact form that events and snapshots carry.</summary>
    public IEnumerable<TrialRange> Ranges()
    {
        var start = -1L;
        var end = _words.Length * 64L;
        for (var trial = 0L; trial < end; trial++)
        {
            if ((trial & 63) == 0 && start < 0 && _words[trial >> 6] == 0)
            {
                trial += 63;
                continue;
            }

            if (Contains(trial))
            {
                start = start < 0 ? trial : start;
            }
            else if (start >= 0)
            {
                yield return new TrialRange(start, trial - start);
                start = -1;
            }
        }

        if (start >= 0)
            yield return new TrialRange(start, end - start);
    }
}
