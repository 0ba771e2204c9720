using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Grid;
using Orchestrator.Sweeps.Trials;
using Orchestrator.TestKit;

namespace Orchestrator.Sweeps.Tests.Grid;

public sealed class TrialGridTests
{
    [Fact]
    public void Grid_small_sweep_is_enumerated_in_canonical_order()
    {
        var grid = new TrialGrid(TestSweeps.Spec);
        Assert.Equal(60, grid.Count);
        Assert.Equal(["0 ", "0.2 wgan-gp", "0.2 dcgan", "1 wgan-gp", "1 dcgan"],
            grid.Arms.Select(arm => $"{arm.Boost} {arm.Generator?.Label}"));
        Assert.Equal(["0.5 0  logreg 0", "0.5 0  logreg 1", "0.5 0  logreg 2", "0.5 0  mlp 0"],
            Enumerable.Range(0, 4).Select(i => Show(grid[i])));
        Assert.Equal("1 1 dcgan mlp 2", Show(grid[59]));
    }

    [Fact]
    public void Grid_zero_boost_in_the_middle_keeps_its_place()
    {
        var grid = new TrialGrid(TestSweeps.Spec with
        {
            Boosts = [new BoostFactor(0.5), new BoostFactor(0), new BoostFactor(2)],
        });
        Assert.Equal(["0.5 wgan-gp", "0.5 dcgan", "0 ", "2 wgan-gp", "2 dcgan"],
            grid.Arms.Select(arm => $"{arm.Boost} {arm.Generator?.Label}"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(60)]
    public void Grid_index_outside_is_refused(long index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrialGrid(TestSweeps.Spec)[index]);

    [Fact]
    public void Grid_index_and_position_are_inverse() =>
        Prop.ForAll(AnySweep.Arbitrary, spec =>
        {
            var grid = new TrialGrid(spec);
            for (long index = 0; index < grid.Count; index++)
            {
                var (fraction, arm, model, seed) = grid.PositionOf(index);
                var trial = grid[index];
                if (grid.IndexOf(fraction, arm, model, seed) != index || trial.Index != index
                    || trial.Seed != spec.Seeds[seed] || !trial.Model.Equals(spec.Models[model])
                    || trial.Fraction != spec.Fractions[fraction] || trial.Boost != grid.Arms[arm].Boost)
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Grid_every_trial_is_there_once() =>
        Prop.ForAll(AnySweep.Arbitrary, spec =>
        {
            var grid = new TrialGrid(spec);
            var wanted =
                from fraction in spec.Fractions
                from boost in spec.Boosts
                from generator in boost.IsNone ? [null] : spec.Generators.Select(g => (AlgorithmChoice?)g)
                from model in spec.Models
                from seed in spec.Seeds
                select (fraction, boost, generator, model, seed);
            var found = from index in Enumerable.Range(0, (int)grid.Count)
                        let trial = grid[index]
                        select (trial.Fraction, trial.Boost, trial.Generator, trial.Model, trial.Seed);
            return wanted.SequenceEqual(found) && found.Distinct().Count() == grid.Count;
        }).QuickCheckThrowOnFailure();

    private static string Show(Trial trial) =>
        $"{trial.Fraction} {trial.Boost} {trial.Generator?.Label} {trial.Model.Label} {trial.Seed}";
}
