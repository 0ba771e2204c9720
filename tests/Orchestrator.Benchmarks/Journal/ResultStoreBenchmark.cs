using System.Diagnostics;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Benchmarks.Journal;

/// <summary>
/// How many results a second the SQLite store takes and gives, each write awaited until it is durable.
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
        try
        {
            using var directory = DataDirectory.OpenForWriting(folder.FullName);
            await using var store = directory.OpenResults();
            await MeasureAsync(
                "write, 1 caller, batches of 1", results / 4, count => WriteAsync(store, 0, count, 1, 1));
            await MeasureAsync(
                "write, 1 caller, batches of 100", results, count => WriteAsync(store, 1, count, 100, 1));
            await MeasureAsync(
                "write, 1 caller, batches of 500", results, count => WriteAsync(store, 2, count, 500, 1));
            await MeasureAsync("write, 64 callers, batches of 1", results, count => WriteAsync(store, 3, count, 1, 64));
            await MeasureAsync("read, pages of 10,000", results, count => ReadAsync(store, 2, count));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(string what, int count, Func<int, Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work(count);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine($"{what,-34} {count / seconds,12:N0} results/s");
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
