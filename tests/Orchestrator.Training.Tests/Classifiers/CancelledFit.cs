using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Classifiers;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Tests.Classifiers;

/// <summary>A fit whose token is cancelled when it looks at the clock, behind the check before it starts.</summary>
internal static class CancelledFit
{
    public static void Run(string model, Matrix features, int[] labels)
    {
        using var source = new CancellationTokenSource();
        var trainer = ClassifierTrainers.Find(model);
        var context = TrainingContext.Cpu with { Cancellation = source.Token, Time = new CancellingClock(source) };
        var task = new ClassifierFitTask(Fits.Key(1), features, labels, labels.Max() + 1);
        _ = trainer.Fit([task], SettingValues.Defaults(trainer.Algorithm), context).Single();
    }

    private sealed class CancellingClock(CancellationTokenSource source) : TimeProvider
    {
        public override long GetTimestamp()
        {
            source.Cancel();
            return base.GetTimestamp();
        }
    }
}
