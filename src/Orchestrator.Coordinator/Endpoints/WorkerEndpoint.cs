using System.Threading.Channels;
using Akka.Actor;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Leases;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Endpoints;

/// <summary>
/// Where workers attach, whatever carries their messages. Thread-safe. Every method throws
/// <see cref="NotLeadingException"/> on a node that does not lead.
/// </summary>
public sealed class WorkerEndpoint
{
    private const int MostMessagesAtOnce = 4096;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    private readonly LeadershipState _leadership;

    internal WorkerEndpoint(LeadershipState leadership) => _leadership = leadership;

    /// <summary>
    /// Serves one worker until its stream ends or the coordinator closes the session: its messages come by
    /// <paramref name="incoming"/>, what it is told goes to <paramref name="outgoing"/>, which is completed when the
    /// session ends; with a <see cref="SessionEndedException"/> where the coordinator ended it. A worker that reports
    /// faster than its results can be stored is not read meanwhile.
    /// </summary>
    /// <param name="incoming">What the worker says; first that it is attached.</param>
    /// <param name="outgoing">What it is told.</param>
    /// <param name="cancellation">Ends the session.</param>
    /// <param name="attached">Is set when the session has the worker's name, or has ended; null: nobody waits.</param>
    public async Task ServeAsync(
        ChannelReader<WorkerMessage> incoming, ChannelWriter<CoordinatorMessage> outgoing,
        CancellationToken cancellation, TaskCompletionSource? attached = null)
    {
        using var link = new WorkerLink(outgoing);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, link.Closed);
        var started = await _leadership.Actors.Sessions
            .Ask<SessionStarted>(new StartSession(link), AnswerLimit, cancellation).ConfigureAwait(false);
        var reason = "the stream ended";
        try
        {
            while (await incoming.WaitToReadAsync(either.Token).ConfigureAwait(false))
            {
                await HandOverAsync(incoming, started.Session, either.Token).ConfigureAwait(false);
                attached?.TrySetResult();
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            reason = e.Message;
        }
        finally
        {
            attached?.TrySetResult();
            started.Session.Tell(new WorkerGone(reason), ActorRefs.NoSender);
            await link.ClosedAsync().ConfigureAwait(false);
        }
    }

    /// <summary>The workers that are attached, by name.</summary>
    public async Task<IReadOnlyList<AttachedWorker>> ListAsync(CancellationToken cancellation)
    {
        var sessions = await _leadership.Actors.Sessions
            .Ask<WorkerSessions>(new ListWorkers(), AnswerLimit, cancellation).ConfigureAwait(false);
        var workers = await Task.WhenAll(sessions.Sessions.Select(session => DescribeAsync(session, cancellation)))
            .ConfigureAwait(false);
        return [.. workers.OfType<AttachedWorker>().OrderBy(worker => worker.Name, StringComparer.Ordinal)];
    }

    // A session that ends meanwhile does not answer.
    private static async Task<AttachedWorker?> DescribeAsync(IActorRef session, CancellationToken cancellation)
    {
        try
        {
            return await session.Ask<AttachedWorker>(new DescribeWorker(), TimeSpan.FromSeconds(2), cancellation)
                .ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static async Task HandOverAsync(
        ChannelReader<WorkerMessage> incoming, IActorRef session, CancellationToken cancellation)
    {
        var messages = new List<WorkerMessage>();
        while (messages.Count < MostMessagesAtOnce && incoming.TryRead(out var message))
            messages.Add(message);
        if (messages.Count == 0)
            return;
        var taken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Tell(new WorkerSaid(messages, taken), ActorRefs.NoSender);
        await taken.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }
}
