using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Sqlite;
using Orchestrator.Journal.Writing;

namespace Orchestrator.Journal.Tests.Sqlite;

public sealed class WriteQueueTests : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualResetEventSlim _begun = new();
    private readonly ManualResetEventSlim _open = new();

    private string File => _folder.File("results.db");

    public void Dispose()
    {
        _begun.Dispose();
        _open.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Writes_that_waited_together_share_a_transaction_and_its_failure()
    {
        await using (var queue = Queue(new ResultStoreOptions()))
        {
            var (first, good, bad) = HoldAndQueue(queue);

            await first.WaitAsync(Patience);
            await Assert.ThrowsAsync<StoreException>(() => good.WaitAsync(Patience));
            await Assert.ThrowsAsync<StoreException>(() => bad.WaitAsync(Patience));
            await queue.WriteAsync(1, writer => writer.Write(Samples.Batch(Samples.Result(4))), Never);
        }

        Assert.Equal([true, false, true], await StoredAsync(1, 2, 4));
    }

    [Fact]
    public async Task Transaction_takes_no_further_write_once_it_is_full()
    {
        await using (var queue = Queue(new ResultStoreOptions { RecordsPerTransaction = 1 }))
        {
            var (first, good, bad) = HoldAndQueue(queue);

            await first.WaitAsync(Patience);
            await good.WaitAsync(Patience);
            await Assert.ThrowsAsync<StoreException>(() => bad.WaitAsync(Patience));
        }

        Assert.Equal([true, true], await StoredAsync(1, 2));
    }

    [Fact]
    public async Task Write_cancelled_while_it_waits_is_not_carried_out()
    {
        using var cancellation = new CancellationTokenSource();
        await using (var queue = Queue(new ResultStoreOptions()))
        {
            var first = Held(queue);
            var cancelled = queue.WriteAsync(1, w => w.Write(Samples.Batch(Samples.Result(2))), cancellation.Token);
            await cancellation.CancelAsync();
            _open.Set();

            await first.WaitAsync(Patience);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Patience));
        }

        Assert.Equal([true, false], await StoredAsync(1, 2));
    }

    [Fact]
    public async Task Closing_carries_out_what_waits()
    {
        var queue = Queue(new ResultStoreOptions());
        var first = Held(queue);
        var second = queue.WriteAsync(1, writer => writer.Write(Samples.Batch(Samples.Result(2))), Never);
        var closing = queue.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => queue.WriteAsync(1, _ => { }, Never));
        _open.Set();

        await closing.AsTask().WaitAsync(Patience);

        await Task.WhenAll(first, second).WaitAsync(Patience);
        Assert.Equal([true, true], await StoredAsync(1, 2));
    }

    [Fact]
    public async Task Full_database_fails_the_write_and_takes_the_next_once_there_is_room()
    {
        var connection = Database().OpenForWriting();
        var pages = (long)DatabaseFile.Execute(connection, "PRAGMA page_count")!;
        DatabaseFile.Execute(connection, $"PRAGMA max_page_count = {pages + 2}");
        var writer = new SqliteGroupWriter(new SqliteWriter(connection), File);
        await using (var queue = new WriteQueue<Action<SqliteWriter>>(writer, new ResultStoreOptions()))
        {
            await queue.WriteAsync(1, writer => writer.Write(Samples.Batch(Samples.Result(1))), Never);
            var refusal = await Assert.ThrowsAsync<StoreException>(() => queue.WriteAsync(1, WriteMany, Never));
            Assert.StartsWith($"{File} cannot be written: the disk is full; free some space", refusal.Message);

            await queue.WriteAsync(1, _ => DatabaseFile.Execute(connection, "PRAGMA max_page_count = 100000"), Never);
            await queue.WriteAsync(1, WriteMany, Never);
        }

        Assert.Equal([true, true, true], await StoredAsync(1, 2, 499));
    }

    private static void WriteMany(SqliteWriter writer) =>
        writer.Write(Samples.Batch([.. Enumerable.Range(2, 498).Select(n => Samples.Result(n))]));

    private (Task First, Task Good, Task Bad) HoldAndQueue(WriteQueue<Action<SqliteWriter>> queue)
    {
        var first = Held(queue);
        var good = queue.WriteAsync(1, writer => writer.Write(Samples.Batch(Samples.Result(2))), Never);
        var bad = queue.WriteAsync(1, _ => throw new InvalidOperationException("spoiled"), Never);
        _open.Set();
        return (first, good, bad);
    }

    // A write that keeps its transaction open until the test has queued what is to wait behind it.
    private Task Held(WriteQueue<Action<SqliteWriter>> queue)
    {
        var held = queue.WriteAsync(1, writer =>
        {
            _begun.Set();
            Assert.True(_open.Wait(Patience), "The test did not open the gate.");
            writer.Write(Samples.Batch(Samples.Result(1)));
        }, Never);
        Assert.True(_begun.Wait(Patience), "The first write did not begin.");
        return held;
    }

    private DatabaseFile Database() => new(File, DatabaseSchema.Results, TimeSpan.FromSeconds(1));

    private WriteQueue<Action<SqliteWriter>> Queue(ResultStoreOptions options) =>
        new(new SqliteGroupWriter(new SqliteWriter(Database().OpenForWriting()), File), options);

    private async Task<IEnumerable<bool>> StoredAsync(params int[] numbers)
    {
        await using var store = SqliteResultStore.OpenForReading(File, new ResultStoreOptions());
        return (await store.FindAsync([.. numbers.Select(Samples.Key)], Never)).Select(found => found is not null);
    }
}
