using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Akka.Actor;
using Akka.Hosting;
using Orchestrator.Coordinator.Progress;
using Orchestrator.Coordinator.Results;
using Orchestrator.Coordinator.Submission;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Endpoints;

/// <summary>What clients may ask of the coordinator. Thread-safe.</summary>
public sealed class SweepEndpoint
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);

    private readonly IActorRef _sweeps;
    private readonly IActorRef _progress;
    private readonly IActorRef _results;

    internal SweepEndpoint(IActorRegistry actors)
    {
        _sweeps = actors.Get<SweepsActor>();
        _progress = actors.Get<ProgressActor>();
        _results = actors.Get<ResultsActor>();
    }

    /// <summary>Submits a sweep, or takes it up again where it was left.</summary>
    /// <exception cref="AskTimeoutException">The journal does not answer.</exception>
    public Task SubmitAsync(SweepPlan plan, SweepRecord record, CancellationToken cancellation) =>
        _sweeps.Ask<SubmitAccepted>(new SubmitSweep(plan, record), AnswerLimit, cancellation);

    /// <summary>Pauses, resumes or cancels a running sweep; nothing happens where it is so already.</summary>
    /// <exception cref="KeyNotFoundException">There is no such sweep.</exception>
    public Task RequestAsync(string sweepId, SweepCommand command, CancellationToken cancellation) =>
        _sweeps.Ask<RequestDone>(new SweepRequest(sweepId, command), AnswerLimit, cancellation);

    /// <summary>
    /// The sweep's progress, newest state only, from now until it is finished (the finished state is the last one) or
    /// cancelled.
    /// </summary>
    public async IAsyncEnumerable<SweepProgress> WatchAsync(
        string sweepId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var states = Channel.CreateBounded<SweepProgress>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        _progress.Tell(new Watch(sweepId, states.Writer));
        try
        {
            await foreach (var progress in states.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return progress;
                if (progress.IsFinished)
                    yield break;
            }
        }
        finally
        {
            _progress.Tell(new Unwatch(states.Writer));
        }
    }

    /// <summary>Ends when every result received so far is durable.</summary>
    /// <exception cref="AskTimeoutException">The store refuses them.</exception>
    public Task FlushAsync(CancellationToken cancellation) =>
        _results.Ask<Flushed>(new Flush(), AnswerLimit, cancellation);
}
