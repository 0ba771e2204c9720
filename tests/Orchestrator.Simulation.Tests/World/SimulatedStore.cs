using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.InMemory;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Simulation.Tests.World;

/// <summary>
/// A store that outlives the coordinator: slow, and at times it fails, before or after it has stored what it was given.
/// </summary>
internal sealed class SimulatedStore(Simulation world) : IResultStore
{
    private readonly InMemoryResultStore _store = new();

    /// <summary>Whether it may fail.</summary>
    public bool Fails { get; set; }

    public StoredResult? Result(TrialKey key) => _store.FindAsync([key], CancellationToken.None).Result[0];

    public Task AppendAsync(StoreBatch batch, CancellationToken cancellation)
    {
        var fate = Fails ? world.Random.Next(12) : 12;
        return Later(() =>
        {
            if (fate == 0)
                throw new StoreException("the simulated disk is full");
            _store.AppendAsync(batch, CancellationToken.None).Wait();
            return fate == 1 ? throw new StoreException("the connection broke after the commit") : true;
        });
    }

    public Task<SweepRecord> SaveSweepAsync(SweepRecord sweep, CancellationToken cancellation) =>
        Later(() => _store.SaveSweepAsync(sweep, CancellationToken.None).Result);

    public Task<SweepRecord?> FindSweepAsync(string id, CancellationToken cancellation) =>
        Later(() => _store.FindSweepAsync(id, CancellationToken.None).Result);

    public Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(CancellationToken cancellation) => Later(() =>
        Fails && world.Random.Next(12) == 0
            ? throw new StoreException("the simulated store cannot be read")
            : _store.ListSweepsAsync(CancellationToken.None).Result);

    public Task<IReadOnlyList<SweepRecord>> ListSweepsAsync(string? after, int limit, CancellationToken cancellation) =>
        Later(() => _store.ListSweepsAsync(after, limit, CancellationToken.None).Result);

    public Task<IReadOnlyList<StoredResult?>> FindAsync(IReadOnlyList<TrialKey> keys, CancellationToken cancellation) =>
        Later(() => Fails && world.Random.Next(12) == 0
            ? throw new StoreException("the simulated store cannot be read")
            : _store.FindAsync(keys, CancellationToken.None).Result);

    public Task<IReadOnlyList<StoredFailure>> ListFailuresAsync(string sweepId, CancellationToken cancellation) =>
        Later(() => _store.ListFailuresAsync(sweepId, CancellationToken.None).Result);

    public Task<IReadOnlyList<GeneratorTrace?>> FindTracesAsync(
        IReadOnlyList<StageKey> keys, CancellationToken cancellation) =>
        Later(() => _store.FindTracesAsync(keys, CancellationToken.None).Result);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private Task<T> Later<T>(Func<T> act)
    {
        // Continuations run where the answer is set, on the simulation's thread: their order is the simulation's.
        var answer = new TaskCompletionSource<T>();
        world.After(world.Soon(), () =>
        {
            try
            {
                answer.SetResult(act());
            }
            catch (StoreException refused)
            {
                answer.SetException(refused);
            }
        });
        return answer.Task;
    }
}
