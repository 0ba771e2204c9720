using Orchestrator.Simulation.Tests.Checks;
using Orchestrator.Simulation.Tests.World;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Simulation.Tests;

/// <summary>
/// The cluster from a seed: SIMULATION_SEED=N runs that one alone and prints its course, SIMULATION_SEEDS=N so many.
/// </summary>
public sealed class SimulationTests
{
    private static readonly TimeSpan Storm = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    [Fact]
    public async Task Cluster_that_fails_in_every_way_loses_nothing_and_counts_nothing_twice()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_SEED"), out var one))
        {
            var simulation = await RunAsync(one);
            TestContext.Current.SendDiagnosticMessage(simulation.Log);
            Assert.True(simulation.Failure is null, simulation.Log);
            return;
        }

        if (!int.TryParse(Environment.GetEnvironmentVariable("SIMULATION_SEEDS"), out var count))
            count = 1000;
        for (var seed = 1; seed <= count; seed++)
        {
            var simulation = await RunAsync(seed);
            Assert.True(simulation.Failure is null, $"SIMULATION_SEED={seed}: {simulation.Failure}\n{simulation.Log}");
        }
    }

    [Fact]
    public async Task One_seed_has_one_course()
    {
        foreach (var seed in Enumerable.Range(5000, 10))
            Assert.Equal((await RunAsync(seed)).Log, (await RunAsync(seed)).Log);
    }

    [Fact]
    public async Task Sweeps_of_one_priority_share_the_slots_evenly()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var simulation = await World.Simulation.RunAsync(seed, faults: false, Fairly);
            Assert.True(simulation.Failure is null, $"seed {seed}: {simulation.Failure}\n{simulation.Log}");
        }
    }

    private static Task<World.Simulation> RunAsync(int seed) =>
        World.Simulation.RunAsync(seed, faults: true, simulation =>
        {
            for (var i = simulation.Random.Next(1, 4); i > 0; i--)
                simulation.Sweeps.Add(new SimulatedSweep(i, simulation.Random, faults: true));
            for (var i = simulation.Random.Next(1, 5); i > 0; i--)
                simulation.Workers.Add(new SimulatedWorker(simulation, $"w{i}", simulation.Random.Next(1, 4)));
            foreach (var sweep in simulation.Sweeps)
                SubmitUntilTaken(simulation, sweep);
            Faults.Schedule(simulation, Storm);
            simulation.RunUntil(() => false, Storm);
            Faults.End(simulation);
            LookNowAndThen(simulation);
            if (!simulation.RunUntil(() => simulation.Sweeps.TrueForAll(s => s.HasEnded), Patience))
                simulation.Fail("not every sweep came to an end");
            simulation.RunUntil(() => false, TimeSpan.FromMinutes(2));
            foreach (var sweep in simulation.Sweeps)
                simulation.Note($"{sweep}");
            if (simulation.Failure is null)
                EndChecks.Check(simulation);
        });

    // A client whose submission gets no answer submits again: that is what the id is for.
    private static void SubmitUntilTaken(World.Simulation simulation, SimulatedSweep sweep)
    {
        simulation.After(simulation.Between(0, 20), Try);

        void Try()
        {
            if (sweep.Standing is not null)
                return;
            simulation.Submit(sweep);
            simulation.After(TimeSpan.FromSeconds(30), Try);
        }
    }

    private static void LookNowAndThen(World.Simulation simulation)
    {
        foreach (var sweep in simulation.Sweeps)
        {
            simulation.Look(sweep);
            if (sweep.Standing?.Status == SweepStatus.Paused)
                simulation.Request(sweep, new Resume());
        }

        simulation.After(TimeSpan.FromSeconds(10), () => LookNowAndThen(simulation));
    }

    // While two sweeps have something to hand out, a slot goes to the one that holds no more than the other.
    private static void Fairly(World.Simulation simulation)
    {
        var granted = new Dictionary<SimulatedSweep, int>();
        simulation.Sweeps.AddRange([new SimulatedSweep(1, seeds: 40), new SimulatedSweep(2, seeds: 40)]);
        simulation.Granting = sweep =>
        {
            var other = simulation.Sweeps.Single(s => s != sweep);
            var (mine, others) = (Held(sweep), Held(other));
            granted[sweep] = granted.GetValueOrDefault(sweep) + 1;
            var bundles = other.Plan.BundleCount;
            if (simulation.Now > TimeSpan.FromSeconds(1) && granted.GetValueOrDefault(other) < bundles && mine > others)
                simulation.Fail($"{sweep.Record.Name} holds {mine}, the other {others} with {bundles} bundles, and is given more");
        };
        foreach (var sweep in simulation.Sweeps)
            simulation.Submit(sweep);
        simulation.RunUntil(() => simulation.Sweeps.TrueForAll(s => s.Standing is not null), Patience);
        for (var i = 1; i <= 2; i++)
            simulation.Workers.Add(new SimulatedWorker(simulation, $"w{i}", simulation.Random.Next(1, 3)));
        LookNowAndThen(simulation);
        if (!simulation.RunUntil(() => simulation.Sweeps.TrueForAll(s => s.HasEnded), Patience))
            simulation.Fail("not every sweep came to an end");

        int Held(SimulatedSweep sweep) => simulation.Open.Values.Count(open => open.Sweep == sweep);
    }
}
