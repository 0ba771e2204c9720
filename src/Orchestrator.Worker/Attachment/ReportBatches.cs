using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Attachment;

/// <summary>
/// What is there to be sent, in an order in which results of one lease stand together, so that they travel together.
/// Messages of one lease keep their order.
/// </summary>
internal static class ReportBatches
{
    /// <summary>The most messages that are put in order at a time.</summary>
    public const int MostMessages = 4096;

    /// <summary>Takes what is there; no waiting for more.</summary>
    public static List<WorkerMessage> Take(ChannelReader<WorkerMessage> messages)
    {
        var taken = new List<WorkerMessage>();
        var results = new Dictionary<LeaseId, List<TrialFinished>>();
        for (var count = 0; count < MostMessages && messages.TryRead(out var message); count++)
        {
            if (message is TrialFinished finished)
            {
                if (!results.TryGetValue(finished.Lease, out var open))
                    results.Add(finished.Lease, open = []);
                open.Add(finished);
                continue;
            }

            if (LeaseOf(message) is { } lease && results.Remove(lease, out var before))
                taken.AddRange(before);
            taken.Add(message);
        }

        foreach (var open in results.Values)
            taken.AddRange(open);
        return taken;
    }

    private static LeaseId? LeaseOf(WorkerMessage message) => message switch
    {
        TrialThrew threw => threw.Lease,
        LeaseReturned returned => returned.Lease,
        SlotCrashed crashed => crashed.Lease,
        _ => null, // progress, traces and signs of life may overtake results
    };
}
