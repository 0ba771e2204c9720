using Akka.Actor;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Results;

/// <summary>What goes into one transaction, and what is to be said to whom once it is durable, in order.</summary>
internal sealed class ResultBatch
{
    private readonly List<StoredResult> _results = [];
    private readonly List<StoredFailure> _failures = [];
    private readonly List<GeneratorTrace> _traces = [];
    private readonly List<(IActorRef To, object Message)> _afterwards = [];

    /// <summary>How many things are to be stored.</summary>
    public int Count => _results.Count + _failures.Count + _traces.Count;

    /// <summary>True while there is nothing to store and nothing to say.</summary>
    public bool IsEmpty => Count == 0 && _afterwards.Count == 0;

    public void Add(StoreResult stored)
    {
        _results.Add(stored.Result);
        Then(stored.Sweep, new ResultStored(stored.Lease, stored.Trial, stored.Result.Result.Accuracy));
    }

    public void Add(StoredFailure failure) => _failures.Add(failure);

    public void Add(GeneratorTrace trace) => _traces.Add(trace);

    public void Then(IActorRef to, object message) => _afterwards.Add((to, message));

    public StoreBatch ToStoreBatch() => new(_results, _failures, _traces);

    /// <summary>Says what was to be said; neighbouring results of one sweep go as one message.</summary>
    public void TellSweeps()
    {
        for (var i = 0; i < _afterwards.Count;)
        {
            var (to, message) = _afterwards[i];
            var results = _afterwards.Skip(i).TakeWhile(a => a.To.Equals(to) && a.Message is ResultStored)
                .Select(a => (ResultStored)a.Message).ToList();
            to.Tell(results.Count > 0 ? new ResultsStored(results) : message, ActorRefs.NoSender);
            i += Math.Max(1, results.Count);
        }
    }
}
