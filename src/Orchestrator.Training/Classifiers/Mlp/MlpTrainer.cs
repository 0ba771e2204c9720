using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>
/// The neural network of the models: dense layers with batch normalisation (Ioffe and Szegedy 2015), selu (Klambauer et
/// al. 2017) and dropout (Srivastava et al. 2014), trained by Adam with early stopping on the accuracy of the last rows
/// given. Tasks of one width and class count train fused. A task whose labels hold one class only, or that has fewer
/// than five rows, gets its most frequent class.
/// </summary>
public sealed class MlpTrainer : ClassifierTrainer
{
    private const int FewestRows = 5;
    private const int StepsBetweenCancellationChecks = 16;

    private readonly Func<string, int, FusionEngine> _engines;
    private readonly Func<string, int> _limit;

    /// <summary>The trainer.</summary>
    public MlpTrainer()
        : this(FusionEngine.For, FusionEngine.GroupLimit)
    {
    }

    /// <summary>A trainer with its own choice of engine and group size.</summary>
    internal MlpTrainer(Func<string, int, FusionEngine> engines, Func<string, int> limit) =>
        (_engines, _limit) = (engines, limit);

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => MlpAlgorithm.Descriptor;

    /// <inheritdoc/>
    public override IEnumerable<ClassifierFit> Fit(
        IReadOnlyList<ClassifierFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        var read = MlpSettings.Read(settings);
        var numbered = tasks.Select((work, place) => (Place: place, Work: work)).ToList();
        foreach (var (place, work) in numbered.Where(t => IsConstant(t.Work)))
            yield return new ClassifierFit(place, Constant(work), 0);

        var groups = numbered.Where(t => !IsConstant(t.Work))
            .GroupBy(t => (t.Work.Features.Columns, t.Work.ClassCount))
            .SelectMany(shape => shape.Chunk(_limit(context.Device)));
        foreach (var group in groups)
        {
            foreach (var fit in FitGroup(group, read, context))
                yield return fit;
        }
    }

    private IEnumerable<ClassifierFit> FitGroup(
        (int Place, ClassifierFitTask Work)[] tasks, MlpSettings settings, TrainingContext context)
    {
        using var group = new MlpGroup(_engines(context.Device, tasks.Length), tasks, settings, context.Epochs);
        var started = context.Time.GetTimestamp();
        var (shared, steps) = (0.0, 0L);
        while (group.Active > 0)
        {
            if (steps++ % StepsBetweenCancellationChecks == 0)
                context.Cancellation.ThrowIfCancellationRequested();
            var active = group.Active;
            var stopped = group.Step();
            if (stopped.Count == 0)
                continue;

            // Since the last stop the same replicas have trained: each has had an equal share of that time.
            var now = context.Time.GetTimestamp();
            shared += context.Time.GetElapsedTime(started, now).TotalSeconds / active;
            foreach (var replica in stopped)
            {
                var width = tasks[0].Work.Features.Columns;
                yield return new ClassifierFit(
                    replica.Task, new MlpClassifier(replica.Best!, width, replica.ClassCount), shared);
            }

            started = context.Time.GetTimestamp();
        }
    }

    private static bool IsConstant(ClassifierFitTask work) =>
        work.Labels.Length < FewestRows || work.Labels.All(label => label == work.Labels[0]);

    private static ConstantClassifier Constant(ClassifierFitTask work) => work.Labels.Length > 0
        ? ConstantClassifier.Of(PresentClasses.Of(work.Labels, work.ClassCount), work.ClassCount)
        : throw new TrainingException("There is no row to fit on.");
}
