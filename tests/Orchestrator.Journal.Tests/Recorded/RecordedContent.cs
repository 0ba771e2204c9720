using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Locations;
using Orchestrator.TestKit.Postgres;

namespace Orchestrator.Journal.Tests.Recorded;

/// <summary>
/// What each released version of the schema was recorded with. The recording is this program in the role
/// <c>record</c>, run once when the version was released: <c>ORCHESTRATOR_TEST_ROLE=record
/// ORCHESTRATOR_TEST_FOLDER=DIR dotnet Orchestrator.Journal.Tests.dll</c> writes <c>DIR/results.db</c> and
/// <c>DIR/postgres.sql</c>.
/// </summary>
internal static class RecordedContent
{
    public static IReadOnlyList<SweepRecord> Sweeps { get; } =
        [Samples.Sweep(1), Samples.Sweep(2, "sweeps/ä.yaml")];

    public static StoreBatch Batch { get; } = new(
        [.. Enumerable.Range(0, 30).Select(n => Samples.Result(n))],
        [Samples.Failure("a", 3, 100), Samples.Failure("a", 4, 5), Samples.Failure("b", 3, 101, variant: 1)],
        [.. Enumerable.Range(0, 3).Select(n => Samples.Trace(n))]);

    /// <summary>What version 3 can keep and no earlier one.</summary>
    public static StoreBatch Details { get; } = new(
        [.. Enumerable.Range(1000, 3).Select(Samples.Detailed)], [],
        [.. Enumerable.Range(1000, 2).Select(Samples.DetailedTrace)]);

    /// <summary>Plays the role: records a data folder, and the dump of a database, of the present version.</summary>
    public static async Task RecordAsync(string folder)
    {
        await FillAsync(folder);
        await using var server = await PostgresServer.StartAsync();
        var database = await server.NewDatabaseAsync();
        await FillAsync(server.Url(database));
        await File.WriteAllTextAsync(Path.Combine(folder, "postgres.sql"), await server.DumpAsync(database));
    }

    private static async Task FillAsync(string location)
    {
        await using var connection = await StoreConnection.OpenAsync(
            StoreLocation.Parse(location), new StoreConnectionOptions(), TimeProvider.System, CancellationToken.None);
        var store = connection.Results;
        foreach (var sweep in Sweeps)
            await store.SaveSweepAsync(sweep, CancellationToken.None);
        await store.AppendAsync(Batch, CancellationToken.None);
        await store.AppendAsync(Details, CancellationToken.None);
    }

    /// <summary>The store has what was recorded in a version of the schema, bit for bit.</summary>
    public static async Task AssertInAsync(IResultStore store, int version)
    {
        var never = CancellationToken.None;
        Assert.Equal(Sweeps, await store.ListSweepsAsync(never));
        var results = await store.FindAsync([.. Batch.Results.Select(r => r.Result.Key)], never);
        Assert.Equal(Batch.Results.Select(Samples.Text), results.Select(Samples.Text));
        Assert.Equal([Batch.Failures[0]], await store.ListFailuresAsync("a", never));
        Assert.Equal([Batch.Failures[2]], await store.ListFailuresAsync("b", never));
        var traces = await store.FindTracesAsync([.. Batch.Traces.Select(t => t.Key)], never);
        Assert.Equal(Batch.Traces.Select(Samples.Text), traces.Select(Samples.Text));
        if (version < 3)
            return;
        results = await store.FindAsync([.. Details.Results.Select(r => r.Result.Key)], never);
        Assert.Equal(Details.Results.Select(Samples.Text), results.Select(Samples.Text));
        traces = await store.FindTracesAsync([.. Details.Traces.Select(t => t.Key)], never);
        Assert.Equal(Details.Traces.Select(Samples.Text), traces.Select(Samples.Text));
    }
}
