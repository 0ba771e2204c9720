using System.CommandLine;
using Orchestrator.Host.Composition;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Host.Commands;

/// <summary><c>work-slot</c>: one slot of a worker, started by the worker itself.</summary>
internal static class WorkSlotCommand
{
    public static Command Create(Terminal terminal)
    {
        var worker = new Option<string>("--worker") { Required = true, Description = "The worker's name" };
        var device = new Option<string>("--device") { Required = true, Description = "What to compute on" };
        var cache = new Option<string>("--cache") { Required = true, Description = "The folder of cached blobs" };
        var command = new Command(WorkerComposition.SlotVerb, "One slot of a worker; started by orchestrator work")
        {
            worker, device, cache,
        };
        command.Hidden = true;
        command.SetAction((parsed, _) => SlotProcessHost.RunAsync(
            parsed.GetRequiredValue(worker), parsed.GetRequiredValue(device),
            WorkerComposition.Runner(parsed.GetRequiredValue(cache), terminal.Time)));
        return command;
    }
}
