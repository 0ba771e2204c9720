using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Journal.Tests.Contracts;

/// <summary>What every store must do. A new store adds a class that opens it, and no test of its own.</summary>
public abstract class ResultStoreConformance
{
    private static readonly CancellationToken Never = CancellationToken.None;

    protected abstract Task<IResultStore> OpenAsync();

    [Fact]
    public async Task Result_stored_comes_back_bit_for_bit()
    {
        await using var store = await OpenAsync();
        var results = Enumerable.Range(0, 30).Select(n => Samples.Result(n)).ToList();
        await store.AppendAsync(Samples.Batch(results), Never);

        var found = await store.FindAsync([.. results.Select(r => r.Result.Key)], Never);

        Assert.Equal(results.Select(Samples.Text), found.Select(Samples.Text));
    }

    [Fact]
    public async Task Details_and_what_a_numeric_target_leaves_out_come_back_bit_for_bit()
    {
        await using var store = await OpenAsync();
        var results = new[] { Samples.Detailed(1), Samples.WithHits(2), Samples.Detailed(3) };
        var traces = new[] { Samples.Trace(1), Samples.DetailedTrace(2), Samples.MeasuredTrace(3) };
        await store.AppendAsync(new StoreBatch(results, [], traces), Never);

        var found = await store.FindAsync([.. results.Select(r => r.Result.Key)], Never);
        var fits = await store.FindTracesAsync([.. traces.Select(t => t.Key)], Never);

        Assert.Equal(results.Select(Samples.Text), found.Select(Samples.Text));
        Assert.Equal(traces.Select(Samples.Text), fits.Select(Samples.Text));
    }

    [Fact]
    public async Task Store_that_was_taken_over_is_written_by_who_took_it_over()
    {
        await using var store = await OpenAsync();
        foreach (var term in new[] { 1, 2, 2, 7 })
        {
            await store.TakeOverAsync(term, Never);
            await store.AppendAsync(Samples.Batch(Samples.Result(term)), Never);
        }

        Assert.DoesNotContain(null, await store.FindAsync([Samples.Key(1), Samples.Key(2), Samples.Key(7)], Never));
    }

    [Fact]
    public async Task Find_keeps_the_order_and_gives_null_for_what_is_not_there()
    {
        await using var store = await OpenAsync();
        await store.AppendAsync(Samples.Batch(Samples.Result(1), Samples.Result(2)), Never);

        var found = await store.FindAsync([Samples.Key(2), Samples.Key(9), Samples.Key(1), Samples.Key(2)], Never);

        Assert.Equal(
            [Samples.Text(Samples.Result(2)), "null", Samples.Text(Samples.Result(1)), Samples.Text(Samples.Result(2))],
            found.Select(Samples.Text));
    }

    [Fact]
    public async Task Result_of_a_key_that_has_one_leaves_the_first()
    {
        await using var store = await OpenAsync();
        await store.AppendAsync(Samples.Batch(Samples.Result(1), Samples.Result(1, variant: 1)), Never);
        await store.AppendAsync(Samples.Batch(Samples.Result(1, variant: 2), Samples.Result(2)), Never);

        var found = await store.FindAsync([Samples.Key(1), Samples.Key(2)], Never);

        Assert.Equal([Samples.Text(Samples.Result(1)), Samples.Text(Samples.Result(2))], found.Select(Samples.Text));
    }

    [Fact]
    public async Task Failures_come_by_trial_and_of_the_sweep_asked_for()
    {
        await using var store = await OpenAsync();
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
        await using var store = await OpenAsync();
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
        await using var store = await OpenAsync();
        await store.AppendAsync(new StoreBatch([], [Samples.Failure("a", 1, 1)], []), Never);
        await store.AppendAsync(new StoreBatch([], [Samples.Failure("a", 1, 1, variant: 1)], []), Never);

        Assert.Equal([Samples.Failure("a", 1, 1, variant: 1)], await store.ListFailuresAsync("a", Never));
    }

    [Fact]
    public async Task Trace_stored_comes_back_and_the_first_stays()
    {
        await using var store = await OpenAsync();
        await store.AppendAsync(new StoreBatch([], [], [Samples.Trace(1)]), Never);
        await store.AppendAsync(new StoreBatch([], [], [Samples.Trace(1, variant: 1), Samples.Trace(2)]), Never);

        var found = await store.FindTracesAsync([Samples.Stage(2), Samples.Stage(3), Samples.Stage(1)], Never);

        Assert.Equal(
            [Samples.Text(Samples.Trace(2)), "null", Samples.Text(Samples.Trace(1))], found.Select(Samples.Text));
    }

    [Fact]
    public async Task Sweeps_come_oldest_first_and_the_first_of_an_id_stays()
    {
        await using var store = await OpenAsync();
        await store.SaveSweepAsync(Samples.Sweep(2, "sweeps/ä.yaml"), Never);
        await store.SaveSweepAsync(Samples.Sweep(1), Never);
        await store.SaveSweepAsync(Samples.Sweep(2) with { Name = "another" }, Never);

        Assert.Equal([Samples.Sweep(1), Samples.Sweep(2, "sweeps/ä.yaml")], await store.ListSweepsAsync(Never));
    }

    [Fact]
    public async Task Sweep_saved_gives_the_record_that_stands()
    {
        await using var store = await OpenAsync();
        var first = Samples.Sweep(1) with { Priority = -3, IdempotencyKey = "once" };

        Assert.Equal(first, await store.SaveSweepAsync(first, Never));
        Assert.Equal(first, await store.SaveSweepAsync(Samples.Sweep(1) with { Name = "another" }, Never));
        Assert.Equal(first, await store.SaveSweepAsync(Samples.Sweep(2) with { IdempotencyKey = "once" }, Never));
        Assert.Equal(Samples.Sweep(3), await store.SaveSweepAsync(Samples.Sweep(3), Never));
        Assert.Equal(Samples.Sweep(4), await store.SaveSweepAsync(Samples.Sweep(4), Never));

        Assert.Equal([first, Samples.Sweep(3), Samples.Sweep(4)], await store.ListSweepsAsync(Never));
    }

    [Fact]
    public async Task Sweep_whose_key_and_id_are_two_sweeps_gives_the_one_of_the_key()
    {
        await using var store = await OpenAsync();
        var named = Samples.Sweep(1) with { IdempotencyKey = "once" };
        await store.SaveSweepAsync(named, Never);
        await store.SaveSweepAsync(Samples.Sweep(2), Never);

        Assert.Equal(named, await store.SaveSweepAsync(Samples.Sweep(2) with { IdempotencyKey = "once" }, Never));
    }

    [Fact]
    public async Task Many_submissions_at_once_of_one_key_leave_one_sweep()
    {
        await using var store = await OpenAsync();

        var standing = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Task.Run(
            () => store.SaveSweepAsync(Samples.Sweep(n) with { IdempotencyKey = "once" }, Never), Never)));

        Assert.Equal(await store.ListSweepsAsync(Never), standing.Distinct());
    }

    [Fact]
    public async Task Sweep_is_found_by_its_id_alone()
    {
        await using var store = await OpenAsync();
        await store.SaveSweepAsync(Samples.Sweep(1), Never);

        Assert.Equal(Samples.Sweep(1), await store.FindSweepAsync(Samples.Sweep(1).Id, Never));
        Assert.Null(await store.FindSweepAsync(Samples.Sweep(1).Id[..11], Never));
        Assert.Null(await store.FindSweepAsync("", Never));
        Assert.Null(await store.FindSweepAsync("a\0b\ud800'; --", Never));
    }

    [Fact]
    public async Task Sweeps_come_in_pages_that_follow_each_other()
    {
        await using var store = await OpenAsync();
        var sweeps = Enumerable.Range(1, 5).Select(n => Samples.Sweep(n * 2 % 5 + 1)).ToList();
        // Two of the same moment stand in the order of their ids.
        sweeps[4] = sweeps[4] with { SubmittedAt = Samples.Sweep(3).SubmittedAt };
        foreach (var sweep in sweeps)
            await store.SaveSweepAsync(sweep, Never);
        var expected = sweeps.OrderBy(s => s.SubmittedAt).ThenBy(s => s.Id).ToList();

        for (var limit = 1; limit <= 6; limit++)
        {
            var read = new List<SweepRecord>();
            for (var page = await store.ListSweepsAsync(null, limit, Never); page.Count > 0;)
            {
                Assert.True(page.Count <= limit, $"{page.Count} sweeps on a page of {limit}");
                read.AddRange(page);
                page = await store.ListSweepsAsync(page[^1].Id, limit, Never);
            }

            Assert.Equal(expected, read);
        }
    }

    [Fact]
    public async Task Page_after_an_unknown_sweep_or_of_no_length_is_refused()
    {
        await using var store = await OpenAsync();
        await store.SaveSweepAsync(Samples.Sweep(1), Never);

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => store.ListSweepsAsync("nothing", 10, Never));
        Assert.Contains("There is no sweep 'nothing'", refusal.Message);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.ListSweepsAsync(null, 0, Never));
    }

    [Fact]
    public async Task Text_that_not_every_store_can_keep_is_mended_and_the_rest_is_kept()
    {
        await using var store = await OpenAsync();
        var failure = Samples.Failure("a", 1, 1) with { Error = "nul \0, half \ud83d, whole \ud83d\ude00, \ufffe" };
        var result = Samples.Result(2);
        await store.AppendAsync(
            new StoreBatch([result with { Timings = result.Timings with { Worker = "\udc00" } }], [failure], []), Never);
        await store.SaveSweepAsync(
            Samples.Sweep(1) with { Name = "\0", SpecText = "\ud800", SpecPath = "\0", IdempotencyKey = "\0" }, Never);

        var failures = await store.ListFailuresAsync("a", Never);
        Assert.Equal("nul \ufffd, half \ufffd, whole \ud83d\ude00, \ufffe", Assert.Single(failures).Error);
        Assert.Equal("\ufffd", (await store.FindAsync([Samples.Key(2)], Never))[0]!.Timings.Worker);
        Assert.Equal(
            Samples.Sweep(1) with
            {
                Name = "\ufffd",
                SpecText = "\ufffd",
                SpecPath = "\ufffd",
                IdempotencyKey = "\ufffd",
            },
            await store.FindSweepAsync(Samples.Sweep(1).Id, Never));
    }

    [Fact]
    public async Task Empty_batch_and_empty_question_are_nothing()
    {
        await using var store = await OpenAsync();
        await store.AppendAsync(Samples.Batch(), Never);

        Assert.Empty(await store.FindAsync([], Never));
        Assert.Empty(await store.ListSweepsAsync(Never));
    }

    [Fact]
    public async Task Batch_with_a_number_that_is_NaN_is_refused_whole()
    {
        await using var store = await OpenAsync();
        var bad = Samples.Result(2) with { Result = Samples.Result(2).Result with { LogLoss = double.NaN } };

        await Assert.ThrowsAsync<ArgumentException>(
            () => store.AppendAsync(Samples.Batch(Samples.Result(1), bad), Never));

        Assert.Equal([null], await store.FindAsync([Samples.Key(1)], Never));
    }

    [Fact]
    public async Task Details_with_a_number_that_is_NaN_are_refused_whole()
    {
        await using var store = await OpenAsync();
        var result = Samples.Detailed(2);
        var trace = Samples.DetailedTrace(2);
        var bad = result with
        {
            Result = result.Result with
            {
                Details = result.Result.Details! with { Regression = new RegressionScores(double.NaN, 1, null, null) },
            },
        };
        var evaluation = trace.Details!.Evaluations[0] with { Diversity = double.NaN };

        await Assert.ThrowsAsync<ArgumentException>(
            () => store.AppendAsync(Samples.Batch(Samples.Result(1), bad), Never));
        await Assert.ThrowsAsync<ArgumentException>(() => store.AppendAsync(
            new StoreBatch(
                [Samples.Result(1)], [], [trace with { Details = trace.Details with { Evaluations = [evaluation] } }]),
            Never));

        Assert.Equal([null], await store.FindAsync([Samples.Key(1)], Never));
    }

    public static TheoryData<string> Measures { get; } = ["scalar", "share", "distance", "bin"];

    [Theory]
    [MemberData(nameof(Measures))]
    public async Task Quality_with_a_number_that_is_NaN_is_refused_whole(string place)
    {
        await using var store = await OpenAsync();
        var trace = Samples.MeasuredTrace(2);
        var quality = trace.Details!.Quality!;
        var column = quality.Columns[0];
        var bad = place switch
        {
            "scalar" => quality with { MembershipAuc = double.NaN },
            "share" => quality with { CopiedShare = double.NaN },
            "distance" => quality with { Columns = [column with { Distance = double.NaN }] },
            _ => quality with { Columns = [column with { Generated = [double.NaN, 1] }] },
        };

        await Assert.ThrowsAsync<ArgumentException>(() => store.AppendAsync(
            new StoreBatch([Samples.Result(1)], [], [trace with { Details = trace.Details with { Quality = bad } }]), Never));

        Assert.Equal([null], await store.FindAsync([Samples.Key(1)], Never));
        Assert.Equal([null], await store.FindTracesAsync([trace.Key], Never));
    }

    [Fact]
    public async Task Cancelled_write_stores_nothing()
    {
        await using var store = await OpenAsync();
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.AppendAsync(Samples.Batch(Samples.Result(1)), cancelled));

        Assert.Equal([null], await store.FindAsync([Samples.Key(1)], Never));
    }

    [Fact]
    public async Task Many_writers_at_once_store_everything_once()
    {
        await using var store = await OpenAsync();
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
        await using var store = await OpenAsync();
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
        var store = await OpenAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => store.AppendAsync(Samples.Batch(Samples.Result(1)), Never));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FindAsync([Samples.Key(1)], Never));
    }
}
