using System.Diagnostics;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Diagnostics;

/// <summary>
/// The coordinator's spans: null, and free, where nobody listens. None is current beyond the call that starts it: what
/// an actor does next belongs to something else.
/// </summary>
internal static class Activities
{
    private static readonly ActivitySource Source = new("Orchestrator.Coordinator");

    /// <summary>A worker's right to a bundle, from grant to end; a child of the submission.</summary>
    public static Activity? Lease(ActivityContext submission, string sweepId, string worker, LeaseGranted granted)
    {
        var before = Activity.Current;
        var lease = Source.StartActivity("lease", ActivityKind.Producer, submission);
        lease?.SetTag("orchestrator.sweep", sweepId)
            .SetTag("orchestrator.lease", granted.Lease.Value)
            .SetTag("orchestrator.bundle", granted.Bundle.Index)
            .SetTag("orchestrator.worker", worker)
            .SetTag("orchestrator.trials", granted.Trials.Count);
        Activity.Current = before;
        return lease;
    }

    /// <summary>Results of a lease, from their arrival until they are durable; a child of the lease.</summary>
    public static Activity? Store(Activity? lease)
    {
        if (lease is null)
            return null;
        var before = Activity.Current;
        var store = Source.StartActivity("store results", ActivityKind.Internal, lease.Context);
        Activity.Current = before;
        return store;
    }
}
