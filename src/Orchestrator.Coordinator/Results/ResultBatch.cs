using Akka.Actor;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Results;

/// <summary>What goes into one transaction, and what is to be said to whom once it is durable.</summary>
internal sealed class ResultBatch
{
    private readonly List<StoredResult> _results = [];
    private readonly List<StoredFailure> _failures = [];
    private readonly List<GeneratorTrace> _traces = [];
    private readonly Dictionary<IActorRef, List<LeaseResults>> _bySweep = [];
    private readonly Dictionary<IActorRef, ResultsSettled> _bySession = [];
    private readonly List<(IActorRef To, object Message)> _afterwards = [];

    /// <summary>How many things are to be stored.</summary>
    public int Count => _results.Count + _failures.Count + _traces.Count;

    /// <summary>True while there is nothing to store and nothing to say.</summary>
    public bool IsEmpty => Count == 0 && _afterwards.Count == 0 && _bySession.Count == 0;

    public void Add(StoreResults stored)
    {
        foreach (var lease in stored.Leases)
        {
            foreach (var outcome in lease.Outcomes)
                _results.Add(outcome.Result);
            if (!_bySweep.TryGetValue(lease.Sweep, out var leases))
                _bySweep.Add(lease.Sweep, leases = []);
            leases.Add(lease);
        }

        _bySession[stored.Session] = new ResultsSettled(stored.Reported);
    }

    public void Add(StoredFailure failure) => _failures.Add(failure);

    public void Add(GeneratorTrace trace) => _traces.Add(trace);

    /// <summary>Says this after the results, in the order of the calls.</summary>
    public void Then(IActorRef to, object message) => _afterwards.Add((to, message));

    /// <summary>The results.</summary>
    public IReadOnlyList<StoredResult> Results => _results;

    public StoreBatch ToStoreBatch() => new(_results, _failures, _traces);

    /// <summary>Says what was to be said: a sweep hears of results before it hears that their lease ended.</summary>
    public void TellAll()
    {
        foreach (var (sweep, leases) in _bySweep)
        {
            foreach (var lease in leases)
                lease.Storing?.SetTag("orchestrator.trials", lease.Outcomes.Count).Dispose();
            sweep.Tell(new ResultsStored(leases), ActorRefs.NoSender);
        }

        foreach (var (session, settled) in _bySession)
            session.Tell(settled, ActorRefs.NoSender);
        foreach (var (to, message) in _afterwards)
            to.Tell(message, ActorRefs.NoSender);
    }
}
