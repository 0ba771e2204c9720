using System.Globalization;
using System.Threading.Channels;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Leases;
using Orchestrator.Worker.Slots;

namespace Orchestrator.Worker.SlotProgram;

/// <summary>
/// A node with one slot process and one lease. Prints the ids of its child processes once the lease is under way, then
/// goes on until it is killed.
/// </summary>
internal static class LoneNode
{
    public static async Task<int> RunAsync(string behaviour)
    {
        var orders = Channel.CreateUnbounded<CoordinatorMessage>();
        var reports = Channel.CreateUnbounded<WorkerMessage>();
        var node = new WorkerNode(
            WorkerOptions.Cpu("lone", 1), WorkerSlots.Processes(SlotCommand.ThisProgram("slot"), TimeProvider.System),
            TimeProvider.System);
        var running = node.RunAsync(orders.Reader, reports.Writer, CancellationToken.None);
        orders.Writer.TryWrite(Lease(PlanTexts.Of(behaviour, seeds: 3)));
        await foreach (var report in reports.Reader.ReadAllAsync())
        {
            if (report is TrialFinished)
                Console.WriteLine(string.Join(' ', Children()));
        }

        await running;
        return 0;
    }

    private static LeaseGranted Lease(SweepPlan plan) => new(
        new LeaseId(1), plan, plan.Bundle(0), [.. plan.Bundle(0).Trials.Select(trial => new LeasedTrial(trial, 1))]);

    private static IEnumerable<int> Children() =>
        from task in Directory.GetDirectories("/proc/self/task")
        from child in File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select int.Parse(child, CultureInfo.InvariantCulture);
}
