using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Tests.Contracts;

/// <summary>What every store must do. A new store adds a class that opens it, and no test of its own.</summary>
public abstract class ResultStoreConformance
{
    private static readonly CancellationToken Never = CancellationToken.None;

    protected abstract IResultStore Open();

    [Fact]
    public async Task Result_stored_comes_back_bit_for_bit()
    {
        await using var store = Open();
        var results = Enumerable.Range(0, 30).Select(n => Samples.Result(n)).ToList();
        await store.AppendAsync(Samples.Batch(results), Never);

        var found = await store.FindAsync([.. results.Select(r => r.Result.Key)], Never);

        Assert.Equal(results.Select(Samples.Text), found.Select(Samples.Text));
    }

    [Fact]
    public async Task Find_keeps_the_order_and_gives_null_for_what_is_not_there()
    {
        await using var store = Open();
        await store.AppendAsync(Samples.Batch(Samples.Result(1), Samples.Result(2)), Never);

        var found = await store.FindAsync([Samples.Key(2), Samples.Key(9), Samples.Key(1), Samples.Key(2)], Never);

        Assert.Equal(
            [Samples.Text(Samples.Result(2)), "null", Samples.Text(Samples.Result(1)), Samples.Text(Samples.Result(2))],
            found.Select(Samples.Text));
    }

    [Fact]
    public async Task Result_of_a_key_that_has_one_leaves_the_first()
    {
        await using var store = Open();
        await store.AppendAsync(Samples.Batch(Samples.Result(1), Samples.Result(1, variant: 1)), Never);
        await store.AppendAsync(Samples.Batch(Samples.Result(1, variant: 2), Samples.Result(2)), Never);

        var found = await store.FindAsync([Samples.Key(1), Samples.Key(2)], Never);

        Assert.Equal([Samples.Text(Samples.Result(1)), Samples.Text(Samples.Result(2))], found.Select(Samples.Text));
    }

    [Fact]
    public async Task Failures_come_by_trial_and_of_the_sweep_asked_for()
    {
        await using var store = Open();
        await store.AppendAsync(
            new StoreBatch(
                [], [Samples.Failure("a", 10, 10), Samples.Failure("b", 3, 3), Samples.Failure("a", 9, 9)], []), Never);

        Assert.Equal(
            [Samples.Failure("a", 9, 9), Samples.Failure("a", 10, 10)], await store.ListFailuresAsync("a", Never));
        Assert.Equal([Samples.Failure("b", 3, 3)], await store.ListFailuresAsync("b", Never));
        Assert.Empty(await store.ListFailuresAsync("c", Never));
    }

    [Fact]
    public async Task Failure_of_a_trial_whose_key_has_a_result_is_not_listed()
    {
        await using var store = Open();
        await store.AppendAsync(Samples.Batch(Samples.Result(1)), Never);
        await store.AppendAsync(
            new StoreBatch(
                [], [Samples.Failure("a", 1, 1), Samples.Failure("a", 2, 2), Samples.Failure("a", 3, 3)], []), Never);
        await store.AppendAsync(Samples.Batch(Samples.Result(2)), Never);

        Assert.Equal([Samples.Failure("a", 3, 3)], await store.ListFailuresAsync("a", Never));
    }

    [Fact]
    public async Task Failure_of_a_trial_that_failed_before_replaces_it()
    {
        await using var store = Open();
        await store.AppendAsync(new StoreBatch([], [Samples.Failure("a", 1, 1)], []), Never);
        await store.AppendAsync(new StoreBatch([], [Samples.Failure("a", 1, 1, variant: 1)], []), Never);

        Assert.Equal([Samples.Failure("a", 1, 1, variant: 1)], await store.ListFailuresAsync("a", Never));
    }

    [Fact]
    public async Task Trace_stored_comes_back_and_the_first_stays()
    {
        await using var store = Open();
        await store.AppendAsync(new StoreBatch([], [], [Samples.Trace(1)]), Never);
        await store.AppendAsync(new StoreBatch([], [], [Samples.Trace(1, variant: 1), Samples.Trace(2)]), Never);

        var found = await store.FindTracesAsync([Samples.Stage(2), Samples.Stage(3), Samples.Stage(1)], Never);

        Assert.Equal(
            [Samples.Text(Samples.Trace(2)), "null", Samples.Text(Samples.Trace(1))], found.Select(Samples.Text));
    }

    [Fact]
    public async Task Sweeps_come_oldest_first_and_the_first_of_an_id_stays()
    {
        await using var store = Open();
        await store.SaveSweepAsync(Samples.Sweep(2, "sweeps/ä.yaml"), Never);
        await store.SaveSweepAsync(Samples.Sweep(1), Never);
        await store.SaveSweepAsync(Samples.Sweep(2) with { Name = "another" }, Never);

        Assert.Equal([Samples.Sweep(1), Samples.Sweep(2, "sweeps/ä.yaml")], await store.ListSweepsAsync(Never));
    }

    [Fact]
    public async Task Empty_batch_and_empty_question_are_nothing()
    {
        await using var store = Open();
        await store.AppendAsync(Samples.Batch(), Never);

        Assert.Empty(await store.FindAsync([], Never));
        Assert.Empty(await store.ListSweepsAsync(Never));
    }

    [Fact]
    public async Task Batch_with_a_number_that_is_NaN_is_refused_whole()
    {
        await using var store = Open();
        var bad = Samples.Result(2) with { Result = Samples.Result(2).Result with { LogLoss = double.NaN } };

        await Assert.ThrowsAsync<ArgumentException>(
            () => store.AppendAsync(Samples.Batch(Samples.Result(1), bad), Never));

        Assert.Equal([null], await store.FindAsync([Samples.Key(1)], Never));
    }

    [Fact]
    public async Task Cancelled_write_stores_nothing()
    {
        await using var store = Open();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.AppendAsync(Samples.Batch(Samples.Result(1)), cancelled));

        Assert.Equal([null], await store.FindAsync([Samples.Key(1)], Never));
    }

    [Fact]
    public async Task Many_writers_at_once_store_everything_once()
    {
        await using var store = Open();
        const int Writers = 16;
        const int Keys = 400;

        // Every writer stores every key, each in its own order and batches, under its own name.
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            foreach (var chunk in Enumerable.Range(0, Keys).Select(n => (n * 7 + writer * 31) % Keys).Chunk(1 + writer))
                await store.AppendAsync(Samples.Batch([.. chunk.Select(n => Samples.Result(n, writer))]), Never);
        }, Never)));

        var found = await store.FindAsync([.. Enumerable.Range(0, Keys).Select(Samples.Key)], Never);
        Assert.All(found, (stored, n) =>
            Assert.Contains(
                Samples.Text(stored), Enumerable.Range(0, Writers).Select(w => Samples.Text(Samples.Result(n, w)))));
    }

    [Fact]
    public async Task Reader_beside_a_writer_sees_each_acknowledged_batch_whole()
    {
        await using var store = Open();
        for (var batch = 0; batch < 20; batch++)
        {
            var numbers = Enumerable.Range(batch * 10, 10).ToList();
            var writing = store.AppendAsync(Samples.Batch([.. numbers.Select(n => Samples.Result(n))]), Never);
            var during = await store.FindAsync([Samples.Key(batch * 10 - 1), Samples.Key(-5)], Never);
            await writing;

            Assert.Equal(batch > 0, during[0] is not null);
            Assert.DoesNotContain(null, await store.FindAsync([.. numbers.Select(Samples.Key)], Never));
        }
    }

    [Fact]
    public async Task Closed_store_refuses_reading_and_writing()
    {
        var store = Open();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => store.AppendAsync(Samples.Batch(Samples.Result(1)), Never));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FindAsync([Samples.Key(1)], Never));
    }
}
