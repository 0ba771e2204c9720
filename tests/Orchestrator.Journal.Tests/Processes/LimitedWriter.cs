using System.Runtime.InteropServices;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;

namespace Orchestrator.Journal.Tests.Processes;

/// <summary>
/// A process whose files may not grow beyond a limit for a while: it stores results until the system refuses, lifts the
/// limit and goes on with the same store. Prints what was acknowledged, and the refusal.
/// </summary>
internal static partial class LimitedWriter
{
    private const int FileSize = 1;
    private const int FileSizeSignal = 25;
    private const int Batches = 400;

    public static async Task RunAsync(string folder)
    {
        using var directory = DataDirectory.OpenForWriting(folder);
        await using var store = directory.OpenResults();
        Signal(FileSizeSignal, 1);
        GetLimit(FileSize, out var unlimited);
        SetLimit(FileSize, unlimited with { Current = 512 * 1024 });
        var refused = false;
        for (var batch = 0; batch < Batches; batch++)
        {
            try
            {
                await StoreAsync(store, batch);
                Console.WriteLine(batch);
            }
            catch (StoreException refusal) when (!refused)
            {
                refused = true;
                SetLimit(FileSize, unlimited);
                Console.WriteLine($"refused: {refusal.Message}");
            }
        }
    }

    private static Task StoreAsync(IResultStore store, int batch) => store.AppendAsync(
        Samples.Batch([.. Enumerable.Range(batch * 10, 10).Select(n => Samples.Result(n))]), CancellationToken.None);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    private record struct Limit(nuint Current, nuint Maximum);
}
