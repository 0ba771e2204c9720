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
        var sweeps = _history.OfType<StoreOperation.Save>().Select(s => s.Sweep)
            .GroupBy(s => s.Id).Select(g => g.First()).OrderBy(s => s.SubmittedAt);
        return Samples.Text(new { first, firstTraces, failures, sweeps = sweeps.Select(Moment) });
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
        return Samples.Text(new { first, firstTraces, failures, sweeps = sweeps.Select(Moment) });
    }

    // A store keeps the moment, not the offset it was given in.
    private static SweepRecord Moment(SweepRecord sweep) =>
        sweep with { SubmittedAt = sweep.SubmittedAt.ToUniversalTime() };
}
