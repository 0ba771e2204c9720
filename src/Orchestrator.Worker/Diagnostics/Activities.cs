using System.Diagnostics;

namespace Orchestrator.Worker.Diagnostics;

/// <summary>The worker's spans: null, and free, where nobody listens.</summary>
internal static class Activities
{
    private static readonly ActivitySource Source = new("Orchestrator.Worker");

    /// <summary>A bundle's run, from lease to return; a child of the coordinator's lease, of that traceparent.</summary>
    public static Activity? Bundle(string? traceParent, int bundle, string device, int trials)
    {
        _ = ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var lease);
        var activity = Source.CreateActivity("bundle", ActivityKind.Consumer, lease);
        activity?.SetTag("orchestrator.bundle", bundle).SetTag("orchestrator.device", device)
            .SetTag("orchestrator.trials", trials);
        return activity?.Start();
    }

    /// <summary>A stage that has ended; a child of the bundle.</summary>
    public static void Stage(
        Activity? bundle, string stage, string algorithm, DateTimeOffset started, TimeSpan duration)
    {
        if (bundle is null)
            return;
        using var activity = Source.StartActivity(stage, ActivityKind.Internal, bundle.Context, startTime: started);
        if (algorithm.Length > 0)
            activity?.SetTag("orchestrator.algorithm", algorithm);
        activity?.SetEndTime((started + duration).UtcDateTime);
    }
}
