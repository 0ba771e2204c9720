using Orchestrator.Simulation.Tests.World;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Simulation.Tests.Checks;

/// <summary>What must hold when all is over: judged from the store and the standings alone.</summary>
internal static class EndChecks
{
    public static void Check(World.Simulation simulation)
    {
        foreach (var sweep in simulation.Sweeps)
            Check(simulation, sweep);
        if (simulation.Open.Count > 0)
            simulation.Fail($"{simulation.Open.Count} leases never ended: {string.Join(", ", simulation.Open.Keys)}");
        foreach (var worker in simulation.Workers.Where(worker => !worker.IsIdle))
            simulation.Fail($"{worker.Name} still runs a lease");
    }

    private static void Check(World.Simulation simulation, SimulatedSweep sweep)
    {
        var name = sweep.Record.Name;
        var stored = 0;
        for (var trial = 0L; trial < sweep.Plan.Grid.Count; trial++)
        {
            var result = simulation.Store.Result(sweep.KeyOf(trial));
            var fate = sweep.FateOf(trial);
            if (result is not null)
            {
                stored++;
                if (result.Result.Correct != sweep.ResultOf(trial).Correct)
                    simulation.Fail($"{name}: the result of trial {trial} is another's");
                if (fate > TrialFate.ThrowsOnce)
                    simulation.Fail($"{name}: trial {trial} has a result, but {fate}");
            }
            else if (sweep.Standing!.Status == SweepStatus.Completed && fate == TrialFate.Succeeds
                && sweep.Blame.GetValueOrDefault(trial) < sweep.Plan.Definition.Spec.Attempts)
            {
                simulation.Fail(
                    $"{name}: trial {trial} failed for what others did; it was to blame {sweep.Blame.GetValueOrDefault(trial)} times");
            }
        }

        // A result that became durable just before the coordinator of a cancelled sweep died is counted when the sweep is
        // taken up again.
        var uncounted = stored - sweep.Standing!.Completed;
        if (uncounted < 0 || (uncounted > 0 && sweep.Standing.Status != SweepStatus.Cancelled))
            simulation.Fail($"{name} counts {sweep.Standing.Completed} results; {stored} are stored");
    }
}
