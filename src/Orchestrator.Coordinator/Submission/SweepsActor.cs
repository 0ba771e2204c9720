using Akka.Actor;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Coordinator.Submission;

/// <summary>The catalogue of running sweeps: one child a sweep, made when it is first submitted.</summary>
internal sealed class SweepsActor : ReceiveActor
{
    private readonly SweepServices _services;
    private readonly Dictionary<string, IActorRef> _submitters = [];

    public SweepsActor(SweepServices services)
    {
        _services = services;
        Receive<SubmitSweep>(OnSubmit);
        Receive<SweepRequest>(OnRequest);
        Receive<SweepBroke>(OnBroke);
    }

    public static Props Props(SweepServices services) => Akka.Actor.Props.Create(() => new SweepsActor(services));

    // A sweep actor that fails recovers itself from the journal; one that keeps failing is stopped, and a new
    // submission revives it.
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(maxNrOfRetries: 3, withinTimeRange: TimeSpan.FromMinutes(1), _ => Directive.Restart);

    private void OnSubmit(SubmitSweep submit)
    {
        var sweep = Context.Child(submit.Record.Id);
        if (sweep.IsNobody())
            sweep = Context.ActorOf(SweepActor.Props(submit.Plan, submit.Record, _services), submit.Record.Id);
        _submitters[submit.Record.Id] = Sender;
        sweep.Forward(submit);
    }

    private void OnBroke(SweepBroke broke)
    {
        if (_submitters.Remove(broke.SweepId, out var submitter))
            submitter.Tell(new Status.Failure(new StoreException(broke.Reason)));
    }

    private void OnRequest(SweepRequest request)
    {
        var sweep = Context.Child(request.SweepId);
        if (sweep.IsNobody())
            Sender.Tell(
                new Status.Failure(new KeyNotFoundException($"There is no running sweep '{request.SweepId}'.")));
        else
            sweep.Forward(request);
    }
}
