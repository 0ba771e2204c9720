using Orchestrator.Coordinator.Diagnostics;

namespace Orchestrator.Coordinator.Leadership;

/// <summary>Whether this node leads the coordinators, and who does otherwise. Thread-safe.</summary>
public sealed class LeadershipState
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _leading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _withdrawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CoordinatorActors? _actors;
    private string? _leaderAddress;

    /// <summary>True while the coordinator's actors run on this node.</summary>
    public bool IsLeading
    {
        get
        {
            lock (_gate)
                return _actors is not null;
        }
    }

    /// <summary>Where the node that leads is reached, as far as this node knows; null where it does not.</summary>
    public string? LeaderAddress
    {
        get
        {
            lock (_gate)
                return _leaderAddress;
        }
    }

    /// <summary>The actors of this node.</summary>
    /// <exception cref="NotLeadingException">Another node leads, or none yet.</exception>
    internal CoordinatorActors Actors
    {
        get
        {
            lock (_gate)
                return _actors ?? throw new NotLeadingException(_leaderAddress);
        }
    }

    /// <summary>Ends when this node leads.</summary>
    public Task LeadingAsync(CancellationToken cancellation)
    {
        lock (_gate)
            return _leading.Task.WaitAsync(cancellation);
    }

    /// <summary>Ends when this node leads no longer; at once where it does not lead.</summary>
    public Task StandingByAsync(CancellationToken cancellation)
    {
        lock (_gate)
            return _actors is null ? Task.CompletedTask : _withdrawn.Task.WaitAsync(cancellation);
    }

    /// <summary>Takes note of where the leader is reached; null: not known.</summary>
    public void LeaderIs(string? address)
    {
        lock (_gate)
            _leaderAddress = address;
    }

    /// <summary>Shows in the metrics whether this node leads, from now on.</summary>
    internal void Show()
    {
        lock (_gate)
            Instruments.Leading.Record(_actors is null ? 0 : 1);
    }

    /// <summary>This node leads from now on, by these actors.</summary>
    internal void Publish(CoordinatorActors actors)
    {
        lock (_gate)
        {
            _actors = actors;
            Instruments.Leading.Record(1);
            _leading.TrySetResult();
        }
    }

    /// <summary>This node leads no longer; nothing happens where others have been published since.</summary>
    internal void Withdraw(CoordinatorActors? actors)
    {
        lock (_gate)
        {
            if (_actors is null || _actors != actors)
                return;
            _actors = null;
            Instruments.Leading.Record(0);
            _leading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _withdrawn.SetResult();
            _withdrawn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
