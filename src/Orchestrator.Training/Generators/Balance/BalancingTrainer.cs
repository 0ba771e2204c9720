using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Generators.Balance;

/// <summary>
/// A trainer whose generators fill up the smaller classes where its settings say so (<see cref="ClassBalancing"/>). The
/// fit itself is the other's. A numeric target has no classes: that task has an error in its place.
/// </summary>
internal sealed class BalancingTrainer(GeneratorTrainer inner) : GeneratorTrainer
{
    /// <inheritdoc/>
    public override AlgorithmDescriptor Algorithm => inner.Algorithm;

    /// <inheritdoc/>
    public override IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, SettingValues settings, TrainingContext context)
    {
        if (!ClassBalancing.Equalises(new AlgorithmChoice(Algorithm, settings)))
            return inner.Fit(tasks, settings, context);
        GeneratorFitTask[] fitting = [.. tasks.Where(task => task.Table.Targets is null)];
        var fitted = new Queue<GeneratorFit>(fitting.Length == 0 ? [] : inner.Fit(fitting, settings, context));
        return
        [
            .. tasks.Select(task => task.Table.Targets is null
                ? Balanced(task, fitted.Dequeue())
                : new GeneratorFit(null, new TrainingException(
                    $"{ClassBalancing.Name}: {ClassBalancing.Equalise} needs classes; the target is numeric."))),
        ];
    }

    private GeneratorFit Balanced(GeneratorFitTask task, GeneratorFit fit)
    {
        if (fit.Generator is null)
            return fit;
        var real = new int[task.Table.ClassCount];
        foreach (var label in task.Table.Labels)
            real[label]++;
        return new GeneratorFit(new BalancedGenerator(Algorithm.Name, fit.Generator, real));
    }
}
