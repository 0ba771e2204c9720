using System.Threading.Channels;
using Orchestrator.Coordinator.Endpoints;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Tests.Harness;

/// <summary>A worker whose every step the test takes.</summary>
internal sealed class FakeWorker
{
    private readonly Channel<WorkerMessage> _reports = Channel.CreateUnbounded<WorkerMessage>();
    private readonly Channel<CoordinatorMessage> _orders = Channel.CreateUnbounded<CoordinatorMessage>();

    public FakeWorker(WorkerEndpoint endpoint, string name, int slots = 1)
        : this(endpoint, name, WorkerOffer.Cpu(slots))
    {
    }

    /// <summary>A worker of this offer; null: it does not say that it is attached.</summary>
    public FakeWorker(WorkerEndpoint endpoint, string name, WorkerOffer? offer)
    {
        Name = name;
        Session = endpoint.ServeAsync(_reports.Reader, _orders.Writer, CancellationToken.None);
        if (offer is not null)
            Say(new WorkerAttached(name, offer));
    }

    public string Name { get; }

    public Task Session { get; }

    public Task<LeaseGranted> NextLeaseAsync() => NextAsync<LeaseGranted>($"a lease for {Name}");

    /// <summary>The next message of this kind; what comes before it is left out.</summary>
    public async Task<T> NextAsync<T>(string what)
        where T : CoordinatorMessage
    {
        while (true)
        {
            if (await Within(_orders.Reader.ReadAsync().AsTask(), what) is T wanted)
                return wanted;
        }
    }

    /// <summary>Ends when the coordinator has closed the session.</summary>
    public Task ClosedAsync() => Within(_orders.Reader.Completion.ContinueWith(_ => true), "the end of the session");

    public void Say(WorkerMessage message) => _reports.Writer.TryWrite(message);

    public void Finish(LeaseGranted lease, long trial)
    {
        var timings = new TrialTimings(0.1, 0.01, Name, lease.Trials.Single(t => t.Index == trial).Attempt);
        _reports.Writer.TryWrite(new TrialFinished(lease.Lease, trial, TinyPlan.ResultOf(lease.Plan, trial), timings));
    }

    public void Throw(LeaseGranted lease, long trial, bool retryable) =>
        _reports.Writer.TryWrite(new TrialThrew(lease.Lease, trial, $"trial {trial} broke", retryable));

    public void Return(LeaseGranted lease) => _reports.Writer.TryWrite(new LeaseReturned(lease.Lease));

    public void FinishAll(LeaseGranted lease)
    {
        foreach (var trial in lease.Trials)
            Finish(lease, trial.Index);
        Return(lease);
    }

    /// <summary>Takes and finishes every lease that comes, until the session ends.</summary>
    public async Task WorkAsync()
    {
        await foreach (var order in _orders.Reader.ReadAllAsync())
        {
            if (order is LeaseGranted lease)
                FinishAll(lease);
        }
    }

    /// <summary>The process of the slot dies.</summary>
    public void Crash(LeaseGranted lease, params long[] suspects) =>
        Say(new SlotCrashed(lease.Lease, suspects, "killed by signal 9"));

    /// <summary>Why the coordinator ended the session.</summary>
    public async Task<string> RefusedAsync()
    {
        await ClosedAsync();
        var ended = await Assert.ThrowsAsync<SessionEndedException>(() => _orders.Reader.Completion);
        return ended.Message;
    }

    /// <summary>The stream breaks.</summary>
    public void Disappear() => _reports.Writer.TryComplete();

    private static async Task<T> Within<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Waited 60 s for {what}.", e);
        }
    }
}
