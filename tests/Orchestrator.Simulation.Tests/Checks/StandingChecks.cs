using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Simulation.Tests.World;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Simulation.Tests.Checks;

/// <summary>What must hold of a sweep whenever it is asked how it stands.</summary>
internal static class StandingChecks
{
    public static void Check(World.Simulation simulation, SimulatedSweep sweep, SweepStanding standing)
    {
        var (completed, failed, total) = (standing.Completed, standing.Failed, sweep.Plan.Grid.Count);
        if (standing.Total != 0 && standing.Total != total)
            simulation.Fail($"{sweep.Record.Name} has {standing.Total} trials, not {total}");
        if (completed < 0 || failed < 0 || completed + failed > total)
            simulation.Fail($"{sweep.Record.Name}: {completed} completed and {failed} failed of {total}: counted twice");
        if (standing.Status == SweepStatus.Completed && completed + failed != total)
            simulation.Fail($"{sweep.Record.Name} is completed with {completed} completed and {failed} failed of {total}");
        if (completed < sweep.Standing?.Completed)
            simulation.Fail($"{sweep.Record.Name} lost results: {sweep.Standing.Completed}, then {completed}");
    }
}
