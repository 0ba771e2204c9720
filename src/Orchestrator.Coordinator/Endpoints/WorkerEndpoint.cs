using System.Threading.Channels;
using Akka.Actor;
using Akka.Hosting;
using Orchestrator.Coordinator.Leases;
using Orchestrator.Coordinator.Placement;
using Orchestrator.Coordinator.Results;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Endpoints;

/// <summary>Where workers attach, whatever carries their messages. Thread-safe.</summary>
public sealed class WorkerEndpoint
{
    private readonly ActorSystem _system;
    private readonly IActorRegistry _actors;
    private readonly CoordinatorOptions _options;

    internal WorkerEndpoint(ActorSystem system, IActorRegistry actors, CoordinatorOptions options) =>
        (_system, _actors, _options) = (system, actors, options);

    /// <summary>
    /// Serves one worker until its stream ends: its messages come by <paramref name="incoming"/>, what it is told goes
    /// to <paramref name="outgoing"/>, which is completed when the session ends.
    /// </summary>
    public async Task ServeAsync(
        ChannelReader<WorkerMessage> incoming, ChannelWriter<CoordinatorMessage> outgoing,
        CancellationToken cancellation)
    {
        var session = _system.ActorOf(WorkerSessionActor.Props(
            outgoing, _actors.Get<SchedulerActor>(), _actors.Get<ResultsActor>(), _options));
        var reason = "the stream ended";
        try
        {
            await foreach (var message in incoming.ReadAllAsync(cancellation).ConfigureAwait(false))
                session.Tell(message, ActorRefs.NoSender);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            reason = e.Message;
        }
        finally
        {
            session.Tell(new WorkerGone(reason), ActorRefs.NoSender);
        }
    }
}
