using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>
/// The neural network of the models: dense layers with batch normalisation (Ioffe and Szegedy 2015), an activation and
/// dropout (Srivastava et al. 2014), trained with early stopping by the last rows given. Networks of one shape train
/// fused, whatever their widths and rates. A task whose labels hold one class only, or that has fewer than five rows,
/// gets its most frequent class; a numeric target, the mean.
/// </summary>
public sealed class MlpTrainer : ClassifierTrainer
{
    private const int FewestRows = 5;
    private const int StepsBetweenCancellationChecks = 16;

    private readonly ReplicaGroups _groups;

    /// <summary>The trainer.</summary>
    public MlpTrainer()
        : this(ReplicaGroups.Standard)
    {
    }

    /// <summary>A trainer with its own way of making groups.</summary>
    internal MlpTrainer(ReplicaGroups groups) => _groups = groups;

    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => MlpAlgorithm.Descriptor;

    /// <inheritdoc/>
    public override IEnumerable<ClassifierFit> Fit(
        IReadOnlyList<ClassifierFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        var read = MlpSettings.Read(settings);
        return FitMembers([.. tasks.Select((work, place) => new MlpMember(place, work, read))], context);
    }

    /// <inheritdoc/>
    internal override IEnumerable<ClassifierFit> FitEach(
        IReadOnlyList<(ClassifierFitTask Work, SettingValues Settings)> tasks, TrainingContext context) =>
        FitMembers(
            [.. tasks.Select((task, place) => new MlpMember(place, task.Work, MlpSettings.Read(task.Settings)))],
            context);

    /// <inheritdoc/>
    internal override bool FusesIn(TrainingContext context) => _groups.Size(Algorithm, context) > 1;

    private IEnumerable<ClassifierFit> FitMembers(IReadOnlyList<MlpMember> members, TrainingContext context)
    {
        foreach (var member in members.Where(member => IsConstant(member.Work)))
            yield return new ClassifierFit(member.Place, Constant(member.Work), 0);

        // Members of like width stand together, so that little of a group is padding.
        var groups = members.Where(member => !IsConstant(member.Work))
            .GroupBy(member => member.Shape)
            .SelectMany(shape => shape.OrderBy(member => member.Settings.Hidden.Max())
                .Chunk(_groups.Size(Algorithm, context)));
        foreach (var group in groups)
        {
            foreach (var fit in FitGroup(group, context))
                yield return fit;
        }
    }

    private IEnumerable<ClassifierFit> FitGroup(MlpMember[] members, TrainingContext context)
    {
        using var group = new MlpGroup(_groups.Engine(context, members.Length), members, context.Epochs);
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
                yield return Finish(replica, shared);
            started = context.Time.GetTimestamp();
        }
    }

    private static ClassifierFit Finish(MlpReplica replica, double seconds)
    {
        var work = replica.Member.Work;
        if (replica.Error is { } error)
            return new ClassifierFit(replica.Member.Place, null, seconds) { Error = error };
        FittedClassifier network = replica.Member.Loss == MlpLoss.Squared
            ? new MlpRegressor(replica.Best!, work.Features.Columns, replica.Scale)
            : new MlpClassifier(replica.Best!, work.Features.Columns, work.ClassCount);
        return new ClassifierFit(replica.Member.Place, network, seconds) { Record = replica.Record };
    }

    private static bool IsConstant(ClassifierFitTask work) => work.Features.Rows < FewestRows
        || (work.Targets is { } targets
            ? targets.All(target => target.Equals(targets[0]))
            : work.Labels.All(label => label == work.Labels[0]));

    private static FittedClassifier Constant(ClassifierFitTask work)
    {
        if (work.Features.Rows == 0)
            throw new TrainingException("There is no row to fit on.");
        return work.Targets is { } targets
            ? new ConstantNumber(targets.Average())
            : ConstantClassifier.Of(PresentClasses.Of(work.Labels, work.ClassCount), work.ClassCount);
    }
}
