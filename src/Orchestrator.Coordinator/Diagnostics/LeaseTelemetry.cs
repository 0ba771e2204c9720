using System.Diagnostics;
using Orchestrator.Sweeps.Scheduling;

namespace Orchestrator.Coordinator.Diagnostics;

/// <summary>What metrics and traces are told of a lease's end.</summary>
internal static class LeaseTelemetry
{
    /// <summary>The lease has ended: so does its span.</summary>
    public static void Ended(Activity? span, LeaseEnding ending)
    {
        var (outcome, error) = ending switch
        {
            LeaseCrashed crashed => ("crashed", crashed.Error),
            LeaseLost lost => ("lost", lost.Reason),
            _ => ("returned", null),
        };
        Instruments.LeasesOpen.Add(-1);
        Instruments.LeasesEnded.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        span?.SetTag("orchestrator.outcome", outcome);
        if (error is not null)
            span?.SetStatus(ActivityStatusCode.Error, error);
        span?.Dispose();
    }
}
