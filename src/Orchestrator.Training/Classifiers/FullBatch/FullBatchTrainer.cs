using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Classifiers.FullBatch.Optimisers;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Classifiers.FullBatch;

/// <summary>
/// A dense network in double precision, trained on the squared error of all rows at once by one of the algorithms in
/// <c>Optimisers</c>. Inputs and targets are mapped to [-1, 1] on the training rows; the last rows may be kept for
/// validation, and then the network of the best epoch is the one that is kept.
/// </summary>
internal sealed class FullBatchTrainer : ClassifierTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => FullBatchAlgorithm.Descriptor;

    /// <inheritdoc/>
    public override IEnumerable<ClassifierFit> Fit(
        IReadOnlyList<ClassifierFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        for (var k = 0; k < tasks.Count; k++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var start = context.Time.GetTimestamp();
            var (classifier, record, error) = FitChecked(tasks[k], settings, context);
            yield return new ClassifierFit(k, classifier, context.Time.GetElapsedTime(start).TotalSeconds)
            {
                Record = record,
                Error = error,
            };
        }
    }

    private static Outcome FitChecked(ClassifierFitTask task, SettingValues settings, TrainingContext context)
    {
        var given = task.Targets?.Length ?? task.Labels.Length;
        if (task.Features.Values.Length == 0 || task.Features.Rows != given)
        {
            throw new TrainingException(
                "mlp-full-batch needs rows, columns and as many targets as rows: "
                + $"{task.Features.Rows} × {task.Features.Columns} and {given} targets were given.");
        }

        if (task.Targets is not null)
            return FitOne(task, null, settings, context);
        var present = PresentClasses.Of(task.Labels, task.ClassCount);
        return present.Classes.Length == 1
            ? new Outcome(ConstantClassifier.Of(present, task.ClassCount), null, null)
            : FitOne(task, present, settings, context);
    }

    private static Outcome FitOne(
        ClassifierFitTask task, PresentClasses? present, SettingValues settings, TrainingContext context)
    {
        var read = FullBatchSettings.Read(settings);
        var rows = task.Features.Rows;
        var trained = Math.Max(1, (int)(rows * (1 - read.ValidationSplit)));
        var scale = RangeScale.Of(task.Features, trained);
        var code = new TargetCode(task, present, trained);
        var shape = new NetworkShape(scale.Columns, read.Hidden, code.Outputs, read.Activation);
        var objective = new NetworkObjective(
            shape, scale.Map(task.Features, 0, trained), code.Encode(task, present, 0, trained));
        var validation = trained == rows
            ? null
            : new ValidationRows(
                shape, code, scale.Map(task.Features, trained, rows), code.Encode(task, present, trained, rows),
                present is null ? null : task.Labels[trained..], read.MaxFail);
        var stream = task.Key.Value.B ^ ((ulong)RandomPurpose.Weights << 32);
        var start = NguyenWidrow.Draw(shape, new PhiloxSequence(task.Key.Value.A, stream));
        var optimiser = read.Optimise(objective, start);
        var (epochs, error) = Train(optimiser, validation, read, context);
        if (error is not null)
            return new Outcome(null, null, error);
        var network = new TrainedNetwork(shape, validation?.Best ?? optimiser.Point);
        return new Outcome(
            new FullBatchClassifier(scale, code, network),
            new FitRecord(epochs, validation?.BestLoss * code.SquaredUnit, validation?.BestAccuracy),
            null);
    }

    /// <summary>Steps until something stops it; how many epochs that took, and whether it diverged.</summary>
    private static (int Epochs, TrainingException? Error) Train(
        FullBatchOptimiser optimiser, ValidationRows? validation, FullBatchSettings settings, TrainingContext context)
    {
        for (var epoch = 1; ; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var moved = optimiser.Step();
            if (!double.IsFinite(optimiser.Loss))
            {
                return (epoch, new TrainingException(
                    $"diverged: the loss is not finite in epoch {epoch} of {settings.Epochs}"));
            }

            context.Epochs?.EpochEnded(new EpochLosses(epoch, settings.Epochs, optimiser.Loss, null));
            var goesOn = validation?.Judge(optimiser.Point) ?? true;
            if (!moved || !goesOn || epoch == settings.Epochs || optimiser.Loss <= settings.Goal
                || optimiser.SlopeNorm < settings.LeastGradient)
                return (epoch, null);
        }
    }

    private sealed record Outcome(FittedClassifier? Classifier, FitRecord? Record, TrainingException? Error);
}
