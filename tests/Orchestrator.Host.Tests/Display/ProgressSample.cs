using Orchestrator.Coordinator.Progress;
using Orchestrator.Sweeps.Trials.States;
using Orchestrator.TestKit;

namespace Orchestrator.Host.Tests.Display;

/// <summary>States of a sweep of 100 trials that began when the manual clock stands at its start.</summary>
internal static class ProgressSample
{
    public static SweepProgress At(long completed, long failed = 0, long fromStore = 0) => new()
    {
        SweepId = "0123456789ab",
        Name = "sample",
        Status = completed + failed == 100 ? SweepStatus.Completed : SweepStatus.Running,
        Total = 100,
        Completed = completed,
        FromStore = fromStore,
        Failed = failed,
        StartedAt = new ManualTimeProvider().GetUtcNow(),
        Running = [new RunningBundle("local", 3, "fraction 0.5 [x]", 2, 7)],
        MeanByModel = [new ModelMean("logreg", 0.75, completed), new ModelMean("mlp{epochs=3}", 0, 0)],
        Errors = failed == 0 ? [] : ["trial 7: no luck"],
    };
}
