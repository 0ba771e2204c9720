using System.Threading.Channels;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Tests.Postgres;

/// <summary>
/// Batches stored one after the other, each again and again until it is acknowledged, as the coordinator does; and the
/// judge of what came of it.
/// </summary>
internal sealed class StreamOfBatches(IResultStore store)
{
    public const int BatchSize = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Channel<int> _acknowledged = Channel.CreateUnbounded<int>();
    private readonly CancellationTokenSource _end = new();
    private Task _writing = Task.CompletedTask;
    private int _count;

    /// <summary>What the store said when it refused.</summary>
    public List<StoreException> Refusals { get; } = [];

    public void Start() => _writing = Task.Run(async () =>
    {
        for (var batch = 0; !_end.IsCancellationRequested; batch++)
        {
            while (!await TryStoreAsync(batch))
            {
            }

            _acknowledged.Writer.TryWrite(batch);
        }
    });

    /// <summary>Waits until this many more were acknowledged.</summary>
    public async Task AcknowledgedAsync(int batches)
    {
        for (var n = 0; n < batches; n++)
        {
            await _acknowledged.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            _count++;
        }
    }

    /// <summary>Ends it, and checks that every acknowledged result is there, and none twice or changed.</summary>
    public async Task EndAsync(TestDatabase database)
    {
        await _end.CancelAsync();
        await _writing.WaitAsync(Patience);
        while (_acknowledged.Reader.TryRead(out _))
            _count++;
        var keys = Enumerable.Range(0, _count * BatchSize).ToList();
        var found = await store.FindAsync([.. keys.Select(Samples.Key)], CancellationToken.None);
        Assert.Equal(keys.Select(n => Samples.Text(Samples.Result(n))), found.Select(Samples.Text));
        Assert.Equal((long)keys.Count, await database.ExecuteAsync("SELECT count(*) FROM orchestrator_results"));
        Assert.Equal(
            (long)keys.Count, await database.ExecuteAsync("SELECT count(DISTINCT key) FROM orchestrator_results"));
        Assert.Equal(_count, (await store.ListFailuresAsync("a", CancellationToken.None)).Count);
    }

    private async Task<bool> TryStoreAsync(int batch)
    {
        try
        {
            await store.AppendAsync(
                new StoreBatch(
                    [.. Enumerable.Range(batch * BatchSize, BatchSize).Select(n => Samples.Result(n))],
                    [Samples.Failure("a", batch, -1 - batch)],
                    Array.Empty<GeneratorTrace>()),
                CancellationToken.None);
            return true;
        }
        catch (StoreException refusal)
        {
            Refusals.Add(refusal);
            return false;
        }
    }
}
