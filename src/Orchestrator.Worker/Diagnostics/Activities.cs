using System.Diagnostics;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Worker.Diagnostics;

/// <summary>The worker's spans: null, and free, where nobody listens.</summary>
internal static class Activities
{
    private static readonly ActivitySource Source = new("Orchestrator.Worker");

    /// <summary>A lease in a slot, from its begin to its return; a child of the coordinator's lease.</summary>
    public static Activity? Bundle(LeaseGranted granted, string device)
    {
        _ = ActivityContext.TryParse(granted.TraceParent, traceState: null, isRemote: true, out var lease);
        var activity = Source.CreateActivity("bundle", ActivityKind.Consumer, lease);
        activity?.SetTag("orchestrator.lease", granted.Lease.Value)
            .SetTag("orchestrator.bundle", granted.Bundle.Index)
            .SetTag("orchestrator.device", device)
            .SetTag("orchestrator.trials", granted.Trials.Count);
        return activity?.Start();
    }

    /// <summary>A stage that has ended; a child of the bundle.</summary>
    public static void Stage(Activity? bundle, StageEnded ended)
    {
        if (bundle is null)
            return;
        using var activity = Source.StartActivity(
            ended.Stage, ActivityKind.Internal, bundle.Context, startTime: ended.Start);
        activity?.SetTag("orchestrator.trials", ended.Trials);
        if (ended.Algorithm.Length > 0)
            activity?.SetTag("orchestrator.algorithm", ended.Algorithm);
        if (ended.Error is { } error)
            activity?.SetStatus(ActivityStatusCode.Error, error);
        activity?.SetEndTime((ended.Start + ended.Duration).UtcDateTime);
    }
}
