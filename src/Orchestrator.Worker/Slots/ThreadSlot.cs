using System.Threading.Channels;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Worker.Execution;

namespace Orchestrator.Worker.Slots;

/// <summary>
/// A slot that is a thread of this process, since training is long and synchronous. It cannot be stopped against its
/// will: a runner that does not look at its token is left behind as a background thread.
/// </summary>
internal sealed class ThreadSlot : ISlot
{
    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>();
    private readonly string _worker;
    private readonly IBundleRunner _runner;
    private readonly bool _forwardStarts;

    public ThreadSlot(string worker, string device, IBundleRunner runner, bool forwardStarts)
    {
        (_worker, Device, _runner, _forwardStarts) = (worker, device, runner, forwardStarts);
        _ = Task.Factory.StartNew(
            Serve, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <inheritdoc/>
    public string Device { get; }

    /// <inheritdoc/>
    public long ResidentBytes => 0;

    /// <inheritdoc/>
    public Task RunAsync(
        LeaseGranted granted, ChannelWriter<WorkerMessage> outgoing, CancellationToken cancellation)
    {
        var job = new Job(granted, outgoing, new(TaskCreationOptions.RunContinuationsAsynchronously), cancellation);
        if (!_jobs.Writer.TryWrite(job))
            job.Done.SetException(new ObjectDisposedException(nameof(ThreadSlot)));
        return job.Done.Task;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    private void Serve()
    {
        while (_jobs.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_jobs.Reader.TryRead(out var job))
                Run(job);
        }
    }

    private void Run(Job job)
    {
        var reports = new SlotReports(job.Outgoing, _forwardStarts);
        try
        {
            _runner.Run(job.Granted, _worker, Device, reports, job.Cancellation);
            job.Outgoing.TryWrite(new LeaseReturned(job.Granted.Lease));
        }
        catch (OutOfMemoryException)
        {
            job.Outgoing.TryWrite(new SlotCrashed(job.Granted.Lease, reports.Suspects, "out of memory"));
        }
        catch (Exception broken)
        {
            // Against the runner's contract; the lease must end all the same.
            job.Outgoing.TryWrite(
                new SlotCrashed(job.Granted.Lease, reports.Suspects, LeaseReport.OneLine(broken)));
        }

        job.Done.SetResult();
    }

    private sealed record Job(
        LeaseGranted Granted,
        ChannelWriter<WorkerMessage> Outgoing,
        TaskCompletionSource Done,
        CancellationToken Cancellation);
}
