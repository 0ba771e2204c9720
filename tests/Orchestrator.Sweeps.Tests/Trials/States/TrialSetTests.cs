using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Sweeps.Tests.Trials.States;

public sealed class TrialSetTests
{
    [Fact]
    public void A_set_behaves_as_a_hash_set() =>
        Prop.ForAll<(int Trial, bool Add)[]>(steps =>
        {
            var set = new TrialSet();
            var model = new SortedSet<long>();
            foreach (var (trial, add) in steps)
            {
                var index = Math.Abs((long)trial % 300);
                if ((add ? set.Add(index) : set.Remove(index)) != (add ? model.Add(index) : model.Remove(index)))
                    return false;
            }

            return set.Count == model.Count
                && TrialRange.Indices(set.Ranges()).SequenceEqual(model)
                && set.Ranges().SequenceEqual(TrialRange.Of(model));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 64)]
    [InlineData(63, 2)]
    [InlineData(128, 64)]
    [InlineData(5, 1_000_000)]
    public void A_run_of_trials_is_one_range(long first, long count)
    {
        var set = new TrialSet();
        foreach (var trial in TrialRange.Indices([new TrialRange(first, count)]))
            set.Add(trial);

        Assert.Equal([new TrialRange(first, count)], set.Ranges());
        Assert.False(set.Contains(first + count));
    }

    [Fact]
    public void A_negative_index_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrialSet().Add(-1));
}
