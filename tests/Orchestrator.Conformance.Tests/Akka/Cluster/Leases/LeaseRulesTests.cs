using Akka.Cluster;

namespace Orchestrator.Conformance.Tests.Actors;

public sealed class LeaseRulesTests
{
    private const int Seeds = 400;

    [Fact]
    public void Two_never_lead_at_once_and_no_number_leads_twice()
    {
        var leaderships = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            var sim = new LeaseSimulation(seed, nodes: 2 + (seed % 3));
            Disturb(sim, until: 300);
            sim.Run(until: 300);
            leaderships += sim.Leaderships.Count;
            AssertSafe(sim, seed);
            sim.IsHealthy = true;
            foreach (var node in sim.Nodes)
            {
                node.IsCut = false;
            }
            sim.Run(until: 330);
            AssertSafe(sim, seed);
            Assert.True(sim.Nodes.Count(n => n.State.Leads) == 1, $"seed {seed}: nobody leads after all is well again");
        }
        Assert.True(leaderships > Seeds * 10, $"only {leaderships} leaderships: the simulation disturbs too little");
    }

    [Fact]
    public void Another_leads_within_ten_seconds_of_a_death()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var sim = new LeaseSimulation(seed, nodes: 2 + (seed % 3), isHealthy: true);
            sim.Run(until: 20 + (3 * sim.Random.NextDouble()));
            var died = sim.Now;
            sim.Leader.Kill();

            sim.Run(until: died + 10);

            var last = sim.Leaderships[^1];
            Assert.True(last.From > died, $"seed {seed}: nobody took over within 10 s");
            AssertSafe(sim, seed);
        }
    }

    [Fact]
    public void Node_that_is_cut_off_stops_before_its_lease_ends_and_others_take_over_within_ten_seconds()
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var sim = new LeaseSimulation(seed, nodes: 3, isHealthy: true);
            sim.Run(until: 20 + (3 * sim.Random.NextDouble()));
            var cut = sim.Now;
            var old = sim.Leader;
            old.IsCut = true;

            sim.Run(until: cut + 10);

            Assert.False(old.State.Leads, $"seed {seed}: the old leader still leads");
            Assert.True(sim.Leader.Index != old.Index, $"seed {seed}: the old leader leads again");
            AssertSafe(sim, seed);
        }
    }

    [Fact]
    public void Undisturbed_leader_leads_for_ever()
    {
        var sim = new LeaseSimulation(seed: 1, nodes: 3, isHealthy: true);

        sim.Run(until: 5000);

        Assert.Single(sim.Leaderships);
        Assert.Equal(1, sim.Epoch);
    }

    [Theory]
    [InlineData(4.0, true)]
    [InlineData(3.9, false)]
    public void Renewal_that_fails_for_too_long_ends_in_a_stop(double secondsAfterSending, bool stops)
    {
        var sent = TimeSpan.FromSeconds(100);
        var state = LeaseRules.After(
            LeaseState.Starting(sent), new LeaseAnswer(LeaseOutcome.Taken, 7), sent, sent + TimeSpan.FromSeconds(0.2));

        var step = LeaseRules.Next(state, sent + TimeSpan.FromSeconds(secondsAfterSending));

        Assert.Equal((true, 7L), (state.Leads, state.Epoch));
        Assert.Equal(stops ? LeaseStep.Stop : LeaseStep.Renew, step);
    }

    [Fact]
    public void Answer_that_took_too_long_makes_no_leader()
    {
        var sent = TimeSpan.FromSeconds(100);

        var state = LeaseRules.After(
            LeaseState.Starting(sent), new LeaseAnswer(LeaseOutcome.Taken, 7), sent, sent + TimeSpan.FromSeconds(5));

        Assert.False(state.Leads);
    }

    [Fact]
    public void Leader_whose_clock_goes_back_stops()
    {
        var sent = TimeSpan.FromSeconds(100);
        var state = LeaseRules.After(LeaseState.Starting(sent), new LeaseAnswer(LeaseOutcome.Taken, 7), sent, sent);

        Assert.Equal(LeaseStep.Stop, LeaseRules.Next(state, sent - TimeSpan.FromSeconds(1)));
    }

    /// <summary>Kills, freezes, cuts and jumps at random.</summary>
    private static void Disturb(LeaseSimulation sim, double until)
    {
        for (var at = 5 * sim.Random.NextDouble(); at < until; at += 12 * sim.Random.NextDouble())
        {
            var node = sim.Nodes.ElementAt(sim.Random.Next(sim.Nodes.Count()));
            var length = 15 * sim.Random.NextDouble();
            switch (sim.Random.Next(5))
            {
                case 0:
                    sim.At(at, node.Kill);
                    sim.At(at + length, () =>
                    {
                        node.Kill();
                        node.Start();
                    });
                    break;
                case 1:
                    sim.At(at, () => node.Freeze(length));
                    break;
                case 2:
                    sim.At(at, () => node.IsCut = true);
                    sim.At(at + length, () => node.IsCut = false);
                    break;
                case 3:
                    sim.At(at, () => node.Jump(length));
                    break;
                default:
                    sim.At(at, () => node.Jump(-5 - length));
                    break;
            }
        }
    }

    private static void AssertSafe(LeaseSimulation sim, int seed)
    {
        var all = sim.Leaderships;
        Assert.True(all.DistinctBy(l => l.Epoch).Count() == all.Count, $"seed {seed}: a number led twice");
        Assert.True(sim.Writes.SequenceEqual(sim.Writes.Order()), $"seed {seed}: a write came after a newer leader's");
        foreach (var (earlier, later) in all.Zip(all.Skip(1)))
        {
            Assert.True(
                earlier.To <= later.From || earlier.WasFrozen,
                $"seed {seed}: {earlier} led until {earlier.To} although {later} had begun");
        }
    }
}
