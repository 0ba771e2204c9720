using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Sweeps.Tests.Scheduling;

public sealed class LeaseBookTests
{
    private static readonly BundlePart Whole = new(0, 0, 4);
    private static readonly LeaseId First = new(1);
    private static readonly LeaseId Second = new(2);
    private readonly LeaseBook _book = new();

    [Fact]
    public void Grant_holds_the_trials_until_the_lease_ends()
    {
        Grant(First, "w", 3, 4);
        Assert.True(_book.IsHeld(3) && _book.IsHeld(4) && !_book.IsHeld(5));
        Assert.Throws<ArgumentException>(() => Grant(Second, "w", 4, 5));

        var aftermath = _book.End(First, new LeaseDone());

        Assert.Equal(new LeaseAftermath(Whole, Charged: null), aftermath);
        Assert.False(_book.IsHeld(3) || _book.IsHeld(4));
        Assert.Null(_book.End(First, new LeaseDone()));
        Assert.Empty(_book.Out);
    }

    [Fact]
    public void Grant_without_trials_is_refused() => Assert.Throws<ArgumentException>(() => Grant(First, "w"));

    [Fact]
    public void A_crash_keeps_the_suspects_apart_and_charges_nobody()
    {
        Grant(First, "w", 0, 1, 2, 3);
        _book.Completed(First, 0);

        var aftermath = _book.End(First, new LeaseCrashed([0, 1, 2, 99], "killed"));

        Assert.Null(aftermath!.Charged);
        Assert.Equal([1, 2], Enumerable.Range(0, 100).Where(t => _book.IsKeptApart(t)));
        Assert.Equal(["w"], _book.FailedOn(1));
        Assert.Empty(_book.FailedOn(3));
    }

    [Fact]
    public void A_crash_without_suspects_suspects_all_that_was_not_reported()
    {
        Grant(First, "w", 0, 1, 2);
        _book.Threw(First, 0);

        _book.End(First, new LeaseCrashed([], "killed"));

        Assert.Equal([1, 2], Enumerable.Range(0, 5).Where(t => _book.IsKeptApart(t)));
    }

    [Fact]
    public void A_trial_that_was_alone_when_its_slot_crashed_is_charged()
    {
        Grant(First, "w", 7);

        Assert.Equal(
            new ChargedTrial(7, "killed"), _book.End(First, new LeaseCrashed([7], "killed"))!.Charged);
        Assert.True(_book.IsKeptApart(7));
    }

    [Fact]
    public void A_trial_that_was_reported_before_its_slot_crashed_is_not_charged()
    {
        Grant(First, "w", 7);
        _book.Completed(First, 7);

        Assert.Null(_book.End(First, new LeaseCrashed([7], "killed"))!.Charged);
    }

    [Fact]
    public void A_lost_worker_is_a_strike_and_the_second_one_keeps_a_trial_apart()
    {
        Grant(First, "a", 0, 1);
        Assert.Null(_book.End(First, new LeaseLost("gone"))!.Charged);
        Assert.False(_book.IsKeptApart(0));

        Grant(Second, "b", 0, 1);
        _book.Completed(Second, 1);
        Assert.Null(_book.End(Second, new LeaseLost("gone"))!.Charged);

        Assert.True(_book.IsKeptApart(0));
        Assert.False(_book.IsKeptApart(1));
        Assert.Equal(["a", "b"], _book.FailedOn(0).Order());
    }

    [Fact]
    public void A_trial_that_was_kept_apart_when_its_worker_was_lost_is_charged_and_not_before()
    {
        for (var strike = 0; strike < LeaseBook.StrikesUntilAlone; strike++)
        {
            Grant(First, "w", 7);
            Assert.Null(_book.End(First, new LeaseLost("gone"))!.Charged);
        }

        Grant(First, "w", 7);
        Assert.Equal(new ChargedTrial(7, "gone"), _book.End(First, new LeaseLost("gone"))!.Charged);
    }

    [Fact]
    public void A_result_clears_what_was_held_against_a_trial()
    {
        Grant(First, "w", 0, 1);
        _book.End(First, new LeaseCrashed([0], "killed"));

        _book.Completed(new LeaseId(99), 0);

        Assert.False(_book.IsKeptApart(0));
        Assert.Empty(_book.FailedOn(0));
    }

    [Fact]
    public void A_trial_that_threw_is_remembered_with_its_worker_only()
    {
        Grant(First, "w", 0, 1);

        _book.Threw(First, 0);

        Assert.Equal(1, _book.Find(First)!.Done);
        Assert.Equal(["w"], _book.FailedOn(0));
        Assert.Null(_book.End(First, new LeaseDone())!.Charged);
        Assert.False(_book.IsKeptApart(0));
    }

    // Of any sequence of leases: what is held is what the leases that are out have, and only one that was alone in its
    // lease is ever charged.
    [Fact]
    public void Held_trials_are_those_of_the_leases_that_are_out_and_only_the_lonely_are_charged() =>
        Prop.ForAll<(byte Action, byte Trials, byte First)[]>(steps =>
        {
            var book = new LeaseBook();
            var model = new Dictionary<LeaseId, long[]>();
            var next = 1L;
            foreach (var (action, count, first) in steps)
            {
                if (action % 2 == 0 || model.Count == 0)
                {
                    var trials = Enumerable.Range(first % 20, count % 4 + 1).Select(t => (long)t)
                        .Where(t => !book.IsHeld(t)).ToArray();
                    if (trials.Length == 0)
                        continue;
                    book.Grant(new LeaseId(next), "w", Whole, trials);
                    model.Add(new LeaseId(next++), trials);
                    continue;
                }

                var (lease, held) = model.ElementAt(first % model.Count);
                LeaseEnding ending = (action % 3) switch
                {
                    0 => new LeaseDone(),
                    1 => new LeaseLost("gone"),
                    _ => new LeaseCrashed([held[0]], "killed"),
                };
                model.Remove(lease);
                if (book.End(lease, ending)!.Charged is { } charged && (held.Length > 1 || charged.Trial != held[0]))
                    return false;
            }

            return Enumerable.Range(0, 30).Where(t => book.IsHeld(t)).Select(t => (long)t)
                .SequenceEqual(model.Values.SelectMany(held => held).Order());
        }).QuickCheckThrowOnFailure();

    private void Grant(LeaseId lease, string worker, params long[] trials) =>
        _book.Grant(lease, worker, Whole, trials);
}
