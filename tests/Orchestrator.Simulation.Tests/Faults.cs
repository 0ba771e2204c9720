using Orchestrator.Simulation.Tests.World;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Simulation.Tests;

/// <summary>What goes wrong in a simulation, beside the messages that are lost: at times that the seed chooses.</summary>
internal static class Faults
{
    /// <summary>Spreads faults and users' requests over a time.</summary>
    public static void Schedule(World.Simulation simulation, TimeSpan storm)
    {
        var random = simulation.Random;
        for (var i = random.Next(12); i > 0; i--)
            simulation.After(storm * random.NextDouble(), One(simulation));
    }

    /// <summary>From now on nothing goes wrong any more.</summary>
    public static void End(World.Simulation simulation)
    {
        simulation.HasFaults = simulation.Store.Fails = false;
        simulation.Note("no more faults");
    }

    private static Action One(World.Simulation simulation)
    {
        var random = simulation.Random;
        var worker = simulation.Workers[random.Next(simulation.Workers.Count)];
        var sweep = simulation.Sweeps[random.Next(simulation.Sweeps.Count)];
        return random.Next(9) switch
        {
            0 or 1 => () => simulation.CrashCoordinator(simulation.Between(0.1, 20)),
            2 => worker.Kill,
            3 => worker.Cut,
            4 => worker.Drain,
            5 => () => simulation.Clock.Jump(simulation.Between(-3600, 3600)),
            6 => () => simulation.Request(sweep, new Pause()),
            7 => () => simulation.Request(sweep, new Resume()),
            _ => () => Cancel(simulation, sweep),
        };
    }

    // Now and then: a cancelled sweep shows less than one that goes on.
    private static void Cancel(World.Simulation simulation, SimulatedSweep sweep)
    {
        if (simulation.Random.Next(4) == 0)
            simulation.Request(sweep, new Cancel());
        else
            simulation.Request(sweep, new RetryFailed());
    }
}
