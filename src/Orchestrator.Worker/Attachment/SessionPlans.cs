using Microsoft.Extensions.Logging;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Worker.Attachment;

/// <summary>
/// The plans of a session's sweeps, each worked out once from its definition. A sweep that this program reads otherwise
/// than the coordinator is refused: its results would be those of other trials.
/// </summary>
internal sealed class SessionPlans(string version, ILogger log)
{
    private readonly Dictionary<string, SweepPlan> _plans = [];
    private readonly Dictionary<string, string> _refused = [];
    private readonly SpecVocabulary _vocabulary = DatasetCatalog.Vocabulary;

    /// <summary>The plan of a sweep; null where its definition did not come, or was refused.</summary>
    public SweepPlan? Find(string sweepId) => _plans.GetValueOrDefault(sweepId);

    /// <summary>Takes a definition; false where the sweep is refused.</summary>
    public bool Add(Wire.SweepDefinition definition)
    {
        try
        {
            _plans[definition.SweepId] = SweepDefinitionMapper.ToPlan(definition, _vocabulary);
            return true;
        }
        catch (WireFormatException otherwise)
        {
            var reason = $"this worker runs another version of the program ({version}) than the coordinator: "
                + otherwise.Message;
            _refused[definition.SweepId] = reason;
            Log.SweepRefused(log, definition.SweepId, reason);
            return false;
        }
    }

    /// <summary>
    /// What is to be said of a lease of a refused sweep; null where the sweep is not refused. A coordinator of protocol
    /// 1 only knows leases that are handed back.
    /// </summary>
    /// <param name="granted">The lease.</param>
    /// <param name="protocol">What the coordinator speaks.</param>
    public WorkerMessage? Refusal(Wire.LeaseGranted granted, int protocol)
    {
        if (!_refused.TryGetValue(granted.SweepId, out var reason))
            return null;
        var lease = new LeaseId(granted.Lease);
        return protocol > ProtocolVersion.First ? new LeaseRefused(lease, reason) : new LeaseReturned(lease);
    }
}
