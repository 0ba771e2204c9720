using System.Diagnostics;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Locations;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Benchmarks.Journal;

/// <summary>
/// How many results a second the stores on SQLite and PostgreSQL take and give, each write awaited until it is durable:
/// both as the product uses them, the server with its own defaults (every commit flushed to the disk).
/// </summary>
public static class ResultStoreBenchmark
{
    private const int Results = 20_000;

    /// <summary>
    /// Prints a line a case. <paramref name="args"/>: how many results a case stores (default 20,000).
    /// </summary>
    public static int Run(string[] args)
    {
        var results = args.Length > 0 ? int.Parse(args[0]) : Results;
        RunAsync(results).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task RunAsync(int results)
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-bench-");
        await using var server = await PostgresServer.StartAsync(new PostgresServerOptions { Durable = true });
        var database = await server.NewDatabaseAsync();
        try
        {
            await using var sqlite = await OpenAsync(folder.FullName);
            await using var postgres = await OpenAsync(server.Url(database));
            // A first round of each kind is not measured: it compiles.
            foreach (var store in new[] { sqlite, postgres })
            {
                await WriteAsync(store.Results, -1, 2000, 100, 1);
                await ReadAsync(store.Results, -1, 2000);
            }

            Console.WriteLine($"{"results/s",-34} {"SQLite",12} {"PostgreSQL",12} {"ratio",8}");
            await CompareAsync("write, 1 caller, batches of 1", results / 4, s => WriteAsync(s, 0, results / 4, 1, 1));
            foreach (var batch in new[] { 100, 300, 500, 1000 })
                await CompareAsync($"write, 1 caller, batches of {batch}", results, s => WriteAsync(s, batch, results, batch, 1));
            await CompareAsync("write, 64 callers, batches of 1", results, s => WriteAsync(s, 3, results, 1, 64));
            await CompareAsync("read, pages of 10,000", results, s => ReadAsync(s, 1000, results));

            async Task CompareAsync(string what, int count, Func<IResultStore, Task> work)
            {
                var first = await MeasureAsync(count, () => work(sqlite.Results));
                var second = await MeasureAsync(count, () => work(postgres.Results));
                Console.WriteLine($"{what,-34} {first,12:N0} {second,12:N0} {second / first,8:N2}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<StoreConnection> OpenAsync(string location) => StoreConnection.OpenAsync(
        StoreLocation.Parse(location), new StoreConnectionOptions(), TimeProvider.System, CancellationToken.None);

    private static async Task<double> MeasureAsync(int count, Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Task WriteAsync(IResultStore store, int round, int count, int batch, int callers) =>
        Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = Enumerable.Range(0, count).Where(i => i % callers == caller);
            foreach (var chunk in mine.Chunk(batch))
            {
                var results = chunk.Select(i => Result(round, i)).ToList();
                await store.AppendAsync(new StoreBatch(results, [], []), CancellationToken.None);
            }
        })));

    private static async Task ReadAsync(IResultStore store, int round, int count)
    {
        foreach (var page in Enumerable.Range(0, count).Chunk(10_000))
        {
            var found = await store.FindAsync([.. page.Select(i => Key(round, i))], CancellationToken.None);
            if (found.Contains(null))
                throw new InvalidOperationException("A result that was stored is not there.");
        }
    }

    private static TrialKey Key(int round, int index) =>
        new(Digest.Of(BitConverter.GetBytes(((long)round << 32) + index)));

    private static StoredResult Result(int round, int index) => new(
        new TrialResult
        {
            Key = Key(round, index),
            RealRows = 1047,
            SyntheticRows = 500,
            TestRows = 262,
            Correct = 200,
            Accuracy = 200 / 262.0,
            BalancedAccuracy = 0.75,
            F1 = 0.7,
            RocAuc = 0.8,
            LogLoss = 0.5,
            Brier = 0.2,
            Confusion = [140, 20, 42, 60],
        },
        new TrialTimings(0.01, 0.001, "worker-1", 1));
}
