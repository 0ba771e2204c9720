using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training;
using Orchestrator.Training.Generators;
using Orchestrator.Training.Generators.Quality;

namespace Orchestrator.Worker.Execution;

/// <summary>
/// Measures the quality of a generator fit for its trace. Test rows are looked at for that alone: nothing that it gives
/// goes into rows, models or results. Rows generated here are drawn again for the trials, and are the same.
/// </summary>
internal sealed class QualityStage(
    string generator, IReadOnlyList<string> classes, TrainingContext context, StageLog stages)
{
    /// <summary>
    /// The fit's trace with its quality; without it where measuring failed, which the end of the stage tells.
    /// </summary>
    public GeneratorTrace AddTo(FittedGenerator fitted, PreparedReplica replica, int trials)
    {
        var trace = fitted.Trace;
        using var stage = stages.Enter(StageNames.MeasureQuality, generator, trials);
        try
        {
            var quality = stage.Run(() => QualityMeasurer.Measure(
                trace.Key, replica.Train, replica.Test,
                fitted.Synthesise(Math.Min(replica.Train.Labels.Length, GeneratorQuality.MostRows), context),
                classes, context));
            return trace with { Details = (trace.Details ?? new TraceDetails()) with { Quality = quality } };
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return trace;
        }
    }
}
