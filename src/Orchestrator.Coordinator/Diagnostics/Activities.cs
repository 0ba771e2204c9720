using System.Diagnostics;

namespace Orchestrator.Coordinator.Diagnostics;

/// <summary>The coordinator's spans: null, and free, where nobody listens.</summary>
internal static class Activities
{
    private static readonly ActivitySource Source = new("Orchestrator.Coordinator");

    /// <summary>A worker's right to a bundle, from grant to end; a child of the submission.</summary>
    public static Activity? Lease(ActivityContext submission, string sweepId, int bundle, string worker, int trials)
    {
        var lease = Source.CreateActivity("lease", ActivityKind.Producer, submission);
        lease?.SetTag("orchestrator.sweep", sweepId).SetTag("orchestrator.bundle", bundle)
            .SetTag("orchestrator.worker", worker).SetTag("orchestrator.trials", trials);
        return lease?.Start();
    }

    /// <summary>Results of a lease becoming durable, from their arrival on; a child of the lease.</summary>
    public static Activity? Store(ActivityContext lease, DateTimeOffset received, int results)
    {
        if (lease == default || !Source.HasListeners())
            return null;
        return Source.StartActivity("store results", ActivityKind.Internal, lease, startTime: received)
            ?.SetTag("orchestrator.trials", results);
    }
}
