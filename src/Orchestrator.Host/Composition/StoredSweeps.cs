using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Lookup;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Host.Composition;

/// <summary>Sweeps as the store holds them. Their data sets are not needed: the record has the content hash.</summary>
internal static class StoredSweeps
{
    /// <summary>The sweep of an id, of the beginning of one, or the newest of a name.</summary>
    /// <exception cref="BadInputException">There is none, or the beginning fits several.</exception>
    public static async Task<SweepRecord> FindAsync(string sweep, IResultStore store, CancellationToken cancellation) =>
        Find(sweep, await store.ListSweepsAsync(cancellation));

    /// <summary>
    /// Several sweeps, in the order in which they are named; the name of a file of several data sets names all of its
    /// sweeps.
    /// </summary>
    /// <exception cref="BadInputException">Some are not there, or not told apart: a line for each.</exception>
    public static async Task<IReadOnlyList<SweepRecord>> FindAllAsync(
        IReadOnlyList<string> sweeps, IResultStore store, CancellationToken cancellation)
    {
        var (found, problems) = (new List<SweepRecord>(), new List<string>());
        var all = await store.ListSweepsAsync(cancellation);
        foreach (var sweep in sweeps)
        {
            if (all.All(record => record.Name != sweep)
                && PartNames.Among(all, record => record.Name, sweep) is { Count: > 0 } parts)
            {
                found.AddRange(parts);
                continue;
            }

            try
            {
                found.Add(Find(sweep, all));
            }
            catch (BadInputException unknown)
            {
                problems.AddRange(unknown.Problems);
            }
        }

        return problems.Count == 0 ? found : throw new BadInputException(problems);
    }

    /// <summary>The plan of a stored sweep.</summary>
    /// <exception cref="BadInputException">This version of the program no longer reads its spec.</exception>
    public static SweepPlan PlanOf(SweepRecord record) => new(new SweepDefinition(
        SweepLoader.ReadSpec(record.SpecText, record.SpecPath ?? $"{record.Name}.yaml"), record.SpecText,
        record.DatasetHash));

    /// <summary>How many of the plan's trials have a result.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<long> CountCompletedAsync(
        SweepPlan plan, IResultStore store, CancellationToken cancellation)
    {
        var completed = 0L;
        await foreach (var trial in GridLookup.ReadAsync(plan, store, cancellation))
            completed += trial.Result is null ? 0 : 1;
        return completed;
    }

    private static SweepRecord Find(string sweep, IReadOnlyList<SweepRecord> all)
    {
        if (all.LastOrDefault(r => r.Name == sweep) is { } named)
            return named;
        var begun = all.Where(r => r.Id.StartsWith(sweep, StringComparison.OrdinalIgnoreCase)).ToList();
        return begun.Count switch
        {
            1 => begun[0],
            0 => throw new BadInputException($"there is no sweep '{sweep}' in the store; orchestrator list shows them"),
            _ => throw new BadInputException(
                $"'{sweep}' fits several sweeps: {string.Join(", ", begun.Select(r => r.Id))}"),
        };
    }
}
