using Orchestrator.Journal.Files;

namespace Orchestrator.Journal.Tests.Processes;

/// <summary>
/// A process that stores batches side by side until it is killed, and prints each number that was acknowledged.
/// </summary>
internal static class StoreWriter
{
    private const int Callers = 8;

    public static async Task RunAsync(string folder)
    {
        using var directory = DataDirectory.OpenForWriting(folder);
        await using var store = directory.OpenResults();
        var output = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var first = caller * 1_000_000; ; first += 5)
            {
                var numbers = Enumerable.Range(first, 5).ToList();
                await store.AppendAsync(
                    Samples.Batch([.. numbers.Select(n => Samples.Result(n))]), CancellationToken.None);
                lock (output)
                {
                    numbers.ForEach(Console.WriteLine);
                }
            }
        })));
    }
}
