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
    {
        Name = name;
        Session = endpoint.ServeAsync(_reports.Reader, _orders.Writer, CancellationToken.None);
        _reports.Writer.TryWrite(new WorkerAttached(name, WorkerOffer.Cpu(slots)));
    }

    public string Name { get; }

    public Task Session { get; }

    public async Task<LeaseGranted> NextLeaseAsync() => (LeaseGranted)await NextOrderAsync($"a lease for {Name}");

    public Task<CoordinatorMessage> NextOrderAsync(string what) => Within(_orders.Reader.ReadAsync().AsTask(), what);

    /// <summary>Ends when the coordinator has closed the session.</summary>
    public Task ClosedAsync() => Within(_orders.Reader.Completion.ContinueWith(_ => true), "the end of the session");

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

    /// <summary>The stream breaks.</summary>
    public void Disappear() => _reports.Writer.TryComplete();

    private static async Task<T> Within<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"Waited 20 s for {what}.", e);
        }
    }
}
