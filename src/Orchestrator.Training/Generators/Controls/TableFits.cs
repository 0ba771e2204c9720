namespace Orchestrator.Training.Generators.Controls;

/// <summary>Fits that are done task by task, in one go.</summary>
internal static class TableFits
{
    /// <summary>
    /// Fits each task; one without rows, or that is refused with a <see cref="TrainingException"/>, has that error in
    /// its place.
    /// </summary>
    public static IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks, TrainingContext context, Func<GeneratorFitTask, FittedGenerator> fit)
    {
        var fits = new List<GeneratorFit>(tasks.Count);
        foreach (var task in tasks)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            fits.Add(Fit(task, fit));
        }

        return fits;
    }

    private static GeneratorFit Fit(GeneratorFitTask task, Func<GeneratorFitTask, FittedGenerator> fit)
    {
        if (task.Table.Labels.Length == 0)
            return new GeneratorFit(null, new TrainingException("There is no training row."));
        try
        {
            return new GeneratorFit(fit(task));
        }
        catch (TrainingException refused)
        {
            return new GeneratorFit(null, refused);
        }
    }
}
