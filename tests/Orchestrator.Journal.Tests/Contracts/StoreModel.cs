using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Tests.Contracts;

/// <summary>The contract in its plainest form: what a store must answer after a sequence of operations.</summary>
internal sealed class StoreModel
{
    private readonly List<StoreOperation> _history = [];

    public void Apply(StoreOperation operation) => _history.Add(operation);

    /// <summary>Everything that can be asked of the few keys, as text.</summary>
    public string Expected()
    {
        var batches = _history.OfType<StoreOperation.Append>().Select(a => a.Batch).ToList();
        var results = batches.SelectMany(b => b.Results).ToList();
        var first = Enumerable.Range(0, StoreOperations.Numbers)
            .Select(n => results.Find(r => r.Result.Key == Samples.Key(n)));
        var traces = batches.SelectMany(b => b.Traces).ToList();
        var firstTraces = Enumerable.Range(0, StoreOperations.Numbers)
            .Select(n => traces.Find(t => t.Key == Samples.Stage(n)));
        var failures = StoreOperations.Sweeps.Select(sweep => batches.SelectMany(b => b.Failures)
            .Where(f => f.SweepId == sweep && !results.Exists(r => r.Result.Key == f.Key))
            .GroupBy(f => f.Trial).Select(g => g.Last()).OrderBy(f => f.Trial));
        var sweeps = Sweeps().OrderBy(s => s.SubmittedAt).ThenBy(s => s.Id, StringComparer.Ordinal)
            .Select(Moment).ToList();
        return Samples.Text(new { first, firstTraces, failures, sweeps, page = sweeps.Skip(1).Take(3), found = sweeps });
    }

    /// <summary>What saving <paramref name="sweep"/> must answer, after the operations so far.</summary>
    public SweepRecord Standing(SweepRecord sweep)
    {
        var sweeps = Sweeps();
        return sweeps.Find(s => s.IdempotencyKey is not null && s.IdempotencyKey == sweep.IdempotencyKey)
            ?? sweeps.Find(s => s.Id == sweep.Id) ?? sweep;
    }

    /// <summary>The same questions, put to a store.</summary>
    public static async Task<string> ActualAsync(IResultStore store)
    {
        var numbers = Enumerable.Range(0, StoreOperations.Numbers).ToList();
        var first = await store.FindAsync([.. numbers.Select(Samples.Key)], CancellationToken.None);
        var firstTraces = await store.FindTracesAsync([.. numbers.Select(Samples.Stage)], CancellationToken.None);
        var failures = new List<IReadOnlyList<StoredFailure>>();
        foreach (var sweep in StoreOperations.Sweeps)
            failures.Add(await store.ListFailuresAsync(sweep, CancellationToken.None));
        var sweeps = await store.ListSweepsAsync(CancellationToken.None);
        var page = sweeps.Count == 0
            ? sweeps
            : await store.ListSweepsAsync(sweeps[0].Id, 3, CancellationToken.None);
        var found = new List<SweepRecord>();
        foreach (var sweep in sweeps)
            found.Add((await store.FindSweepAsync(sweep.Id, CancellationToken.None))!);
        return Samples.Text(new
        {
            first,
            firstTraces,
            failures,
            sweeps = sweeps.Select(Moment),
            page = page.Select(Moment),
            found = found.Select(Moment),
        });
    }

    private List<SweepRecord> Sweeps()
    {
        var sweeps = new List<SweepRecord>();
        foreach (var sweep in _history.OfType<StoreOperation.Save>().Select(s => s.Sweep))
        {
            if (!sweeps.Exists(s => s.Id == sweep.Id
                || (s.IdempotencyKey is not null && s.IdempotencyKey == sweep.IdempotencyKey)))
                sweeps.Add(sweep);
        }

        return sweeps;
    }

    // A store keeps the moment, not the offset it was given in.
    private static SweepRecord Moment(SweepRecord sweep) =>
        sweep with { SubmittedAt = sweep.SubmittedAt.ToUniversalTime() };
}
