using Microsoft.Extensions.Logging;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Slots;

/// <summary>What the slots of a worker are: threads of the node, or processes of their own.</summary>
public sealed class WorkerSlots
{
    private readonly Func<WorkerOptions, int, ILogger, ISlot> _open;

    private WorkerSlots(Func<WorkerOptions, int, ILogger, ISlot> open) => _open = open;

    /// <summary>
    /// Slots are threads of the node: no start-up cost, but what kills one bundle's code kills the node.
    /// </summary>
    /// <param name="runner">Runs the bundles.</param>
    public static WorkerSlots Threads(IBundleRunner runner)
    {
        ArgumentNullException.ThrowIfNull(runner);
        return new WorkerSlots((options, slot, _) =>
            new ThreadSlot(options.Name, options.Devices[slot], runner, forwardStarts: false));
    }

    /// <summary>
    /// Slots are processes: a crash, a kill and a lack of memory cost only the trials under way in one of them, and a
    /// new process takes the slot over.
    /// </summary>
    /// <param name="command">Starts a process that calls <see cref="SlotProcessHost"/>.</param>
    /// <param name="time">The clock.</param>
    public static WorkerSlots Processes(SlotCommand command, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(time);
        return new WorkerSlots((options, slot, log) =>
            new ProcessSlot(command, new SlotPlace(options.Name, slot, options.Devices[slot]), time, log));
    }

    /// <summary>Opens every slot of a worker.</summary>
    internal IReadOnlyList<ISlot> Open(WorkerOptions options, ILogger log) =>
        [.. Enumerable.Range(0, options.Devices.Count).Select(slot => _open(options, slot, log))];
}
