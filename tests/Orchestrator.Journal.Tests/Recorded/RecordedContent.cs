using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Files;

namespace Orchestrator.Journal.Tests.Recorded;

/// <summary>
/// What each released version of the schema was recorded with. The recording is this program in the role
/// <c>record</c>, run once when the version was released: <c>ORCHESTRATOR_TEST_ROLE=record
/// ORCHESTRATOR_TEST_FOLDER=DIR dotnet Orchestrator.Journal.Tests.dll</c>, then <c>DIR/results.db</c>.
/// </summary>
internal static class RecordedContent
{
    public static IReadOnlyList<SweepRecord> Sweeps { get; } =
        [Samples.Sweep(1), Samples.Sweep(2, "sweeps/ä.yaml")];

    public static StoreBatch Batch { get; } = new(
        [.. Enumerable.Range(0, 30).Select(n => Samples.Result(n))],
        [Samples.Failure("a", 3, 100), Samples.Failure("a", 4, 5), Samples.Failure("b", 3, 101, variant: 1)],
        [.. Enumerable.Range(0, 3).Select(n => Samples.Trace(n))]);

    /// <summary>Plays the role: records a data folder of the present version.</summary>
    public static async Task RecordAsync(string folder)
    {
        using var directory = DataDirectory.OpenForWriting(folder);
        await using var store = directory.OpenResults();
        await FillAsync(store);
    }

    public static async Task FillAsync(IResultStore store)
    {
        foreach (var sweep in Sweeps)
            await store.SaveSweepAsync(sweep, CancellationToken.None);
        await store.AppendAsync(Batch, CancellationToken.None);
    }

    /// <summary>The store has what was recorded, bit for bit.</summary>
    public static async Task AssertInAsync(IResultStore store)
    {
        var never = CancellationToken.None;
        Assert.Equal(Sweeps, await store.ListSweepsAsync(never));
        var results = await store.FindAsync([.. Batch.Results.Select(r => r.Result.Key)], never);
        Assert.Equal(Batch.Results.Select(Samples.Text), results.Select(Samples.Text));
        Assert.Equal([Batch.Failures[0]], await store.ListFailuresAsync("a", never));
        Assert.Equal([Batch.Failures[2]], await store.ListFailuresAsync("b", never));
        var traces = await store.FindTracesAsync([.. Batch.Traces.Select(t => t.Key)], never);
        Assert.Equal(Batch.Traces.Select(Samples.Text), traces.Select(Samples.Text));
    }
}
