namespace Orchestrator.Sweeps.Trials.States;

/// <summary>A run of trial indices.</summary>
/// <param name="First">The first index.</param>
/// <param name="Count">How many, at least 1.</param>
public readonly record struct TrialRange(long First, long Count)
{
    /// <summary>The indices as maximal runs, in ascending order.</summary>
    public static IReadOnlyList<TrialRange> Of(IEnumerable<long> trials)
    {
        var ranges = new List<TrialRange>();
        foreach (var trial in trials.Order())
        {
            if (ranges.Count > 0 && ranges[^1] is var last && trial <= last.First + last.Count)
                ranges[^1] = last with { Count = Math.Max(last.Count, trial - last.First + 1) };
            else
                ranges.Add(new TrialRange(trial, 1));
        }

        return ranges;
    }

    /// <summary>The indices of the runs, one by one.</summary>
    public static IEnumerable<long> Indices(IEnumerable<TrialRange> ranges)
    {
        foreach (var range in ranges)
        {
            for (var trial = range.First; trial < range.First + range.Count; trial++)
                yield return trial;
        }
    }
}
