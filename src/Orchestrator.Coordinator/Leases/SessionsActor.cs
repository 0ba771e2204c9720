using Akka.Actor;
using Orchestrator.Coordinator.Endpoints;

namespace Orchestrator.Coordinator.Leases;

/// <summary>
/// The sessions of the attached workers. A newer session of a worker's name replaces the older one.
/// </summary>
internal sealed class SessionsActor : ReceiveActor
{
    private readonly SessionServices _services;
    private readonly Dictionary<string, IActorRef> _byName = [];

    public SessionsActor(SessionServices services)
    {
        _services = services;
        Receive<StartSession>(OnStart);
        Receive<NameTaken>(OnNameTaken);
        Receive<NameGivenUp>(OnNameGivenUp);
        Receive<ListWorkers>(_ => Sender.Tell(new WorkerSessions([.. _byName.Values])));
    }

    public static Props Props(SessionServices services) => Akka.Actor.Props.Create(() => new SessionsActor(services));

    // A session that fails is over; its worker attaches again.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void OnStart(StartSession start) =>
        Sender.Tell(new SessionStarted(Context.ActorOf(WorkerSessionActor.Props(start.Link, _services))));

    private void OnNameTaken(NameTaken taken)
    {
        if (_byName.TryGetValue(taken.Worker, out var older) && !older.Equals(Sender))
            older.Tell(new CloseSession($"a newer session of the worker {taken.Worker} replaced it"));
        _byName[taken.Worker] = Sender;
    }

    private void OnNameGivenUp(NameGivenUp gone)
    {
        if (_byName.TryGetValue(gone.Worker, out var session) && session.Equals(Sender))
            _byName.Remove(gone.Worker);
    }
}

/// <summary>Start a session; answered by <see cref="SessionStarted"/>.</summary>
internal sealed record StartSession(WorkerLink Link);

/// <summary>The session's actor.</summary>
internal sealed record SessionStarted(IActorRef Session);

/// <summary>The session serves the worker of this name from now on.</summary>
internal sealed record NameTaken(string Worker);

/// <summary>The session of this worker is over.</summary>
internal sealed record NameGivenUp(string Worker);

/// <summary>Which sessions are there? Answered by <see cref="WorkerSessions"/>.</summary>
internal sealed record ListWorkers;

/// <summary>The sessions of attached workers.</summary>
internal sealed record WorkerSessions(IReadOnlyList<IActorRef> Sessions);

/// <summary>Describe the session's worker; answered by an <see cref="AttachedWorker"/>.</summary>
internal sealed record DescribeWorker;
