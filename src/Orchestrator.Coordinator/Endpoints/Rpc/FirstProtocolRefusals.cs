using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>
/// How a worker of protocol 1 refuses a sweep that it reads otherwise: it says of each trial of a lease that it threw,
/// with this beginning, and returns the lease. No trial failed by that: it is read as the refusal that it is. Goes with
/// protocol 1. Not thread-safe.
/// </summary>
internal sealed class FirstProtocolRefusals
{
    /// <summary>What such an error begins with.</summary>
    public const string Beginning = "this worker runs another version of the program (";

    private readonly HashSet<LeaseId> _refused = [];

    /// <summary>What the worker means by what it said, in the same order.</summary>
    public IReadOnlyList<WorkerMessage> Read(IReadOnlyList<WorkerMessage> said)
    {
        var meant = new List<WorkerMessage>(said.Count);
        foreach (var message in said)
        {
            switch (message)
            {
                case TrialThrew threw when threw.Error.StartsWith(Beginning, StringComparison.Ordinal):
                    if (_refused.Add(threw.Lease))
                        meant.Add(new LeaseRefused(threw.Lease, threw.Error));
                    break;
                case LeaseReturned returned when _refused.Remove(returned.Lease):
                    break;
                default:
                    meant.Add(message);
                    break;
            }
        }

        return meant;
    }
}
