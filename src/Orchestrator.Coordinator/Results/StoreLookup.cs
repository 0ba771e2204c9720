using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Results;

/// <summary>Looks up which trials have a result under their key, from whatever sweep.</summary>
internal static class StoreLookup
{
    /// <summary>The trials that have one, with its accuracy, where it has one.</summary>
    public static async Task<IReadOnlyList<FoundTrial>> FindAsync(
        SweepPlan plan, IResultStore store, IReadOnlyList<long> trials)
    {
        var keys = new TrialKey[trials.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = plan.Keys.Trial(plan.Grid[trials[i]]);
        var results = await store.FindAsync(keys, CancellationToken.None).ConfigureAwait(false);
        var found = new List<FoundTrial>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (results[i] is { } stored)
                found.Add(new FoundTrial(trials[i], stored.Result.Accuracy));
        }

        return found;
    }
}

/// <summary>A trial that has its result.</summary>
internal readonly record struct FoundTrial(long Trial, double? Accuracy);
