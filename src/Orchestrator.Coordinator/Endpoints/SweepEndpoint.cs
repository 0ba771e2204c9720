using System.Diagnostics;
using System.Runtime.CompilerServices;
using Akka.Actor;
using Orchestrator.Coordinator.Leadership;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Results;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Endpoints;

/// <summary>
/// What clients may ask of the coordinator. Thread-safe. Every method throws <see cref="NotLeadingException"/> on a
/// node that does not lead, and <see cref="StoreException"/> while the journal or the store cannot serve.
/// </summary>
public sealed class SweepEndpoint
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly LeadershipState _leadership;

    internal SweepEndpoint(LeadershipState leadership) => _leadership = leadership;

    /// <summary>
    /// Submits a sweep, or takes it up again where it was left: failed trials get fresh attempts. Ends when the
    /// submission is durable.
    /// </summary>
    /// <exception cref="StoreException">It cannot be stored.</exception>
    /// <exception cref="AskTimeoutException">The journal does not answer.</exception>
    public Task<SweepStanding> SubmitAsync(SweepPlan plan, SweepRecord record, CancellationToken cancellation) =>
        AskAsync(new SubmitSweep(plan, record, Activity.Current?.Context ?? default), cancellation);

    /// <summary>
    /// <see cref="Pause"/>, <see cref="Resume"/>, <see cref="Cancel"/> or <see cref="RetryFailed"/>; nothing happens
    /// where there is nothing to do. Gives the sweep as it stands then.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    /// <exception cref="SweepUnreadableException">It would have to run, and this version cannot read it.</exception>
    public Task<SweepStanding> RequestAsync(string sweepId, SweepCommand command, CancellationToken cancellation) =>
        AskAsync(new SweepRequest(sweepId, command), cancellation);

    /// <summary>A sweep as it stands, whether it runs or not.</summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    public Task<SweepStanding> GetAsync(string sweepId, CancellationToken cancellation) =>
        AskAsync(new GetStanding(sweepId), cancellation);

    /// <summary>
    /// Progress from now on, the newest state whenever the reader is ready for one: of one sweep until it is finished
    /// (the finished state is the last one), or of every sweep that runs (null), without an end.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    public async IAsyncEnumerable<SweepProgress> WatchAsync(
        string? sweepId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var actors = _leadership.Actors;
        var states = new NewestStates();
        actors.Progress.Tell(new Watch(sweepId, states), ActorRefs.NoSender);
        try
        {
            if (sweepId is not null)
                await AskAsync(new ShowSweep(sweepId), cancellation).ConfigureAwait(false);
            await foreach (var progress in states.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return progress;
                if (sweepId is not null && progress.IsFinished)
                    yield break;
            }
        }
        finally
        {
            actors.Progress.Tell(new Unwatch(states), ActorRefs.NoSender);
        }
    }

    /// <summary>Ends when every result received so far is durable.</summary>
    /// <exception cref="AskTimeoutException">The store refuses them.</exception>
    public Task FlushAsync(CancellationToken cancellation) =>
        _leadership.Actors.Results.Ask<Flushed>(new Flush(), AnswerLimit, cancellation);

    private async Task<SweepStanding> AskAsync(object message, CancellationToken cancellation)
    {
        var actors = _leadership.Actors;
        if (actors.Sweeps.IsNobody())
            throw Unavailable();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, actors.SweepsGone);
        try
        {
            return await actors.Sweeps.Ask<SweepStanding>(message, AnswerLimit, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // What was asked of an actor that stops may be lost; a node that leads no longer says who does.
            _ = _leadership.Actors;
            throw Unavailable();
        }
    }

    private static StoreException Unavailable() => new(
        StoreFailureKind.Unavailable, "the journal cannot be read or written at the moment; try again");
}
