namespace Orchestrator.Training.Generators.PerClass;

/// <summary>Fits one generator for each class of a task, on its rows alone, in place of one for all.</summary>
internal static class PerClassFits
{
    /// <summary>
    /// Splits every task into its classes, fits all parts at once with <paramref name="joint"/> and puts each task's
    /// parts together again. A task whose part cannot be fitted has that part's error.
    /// </summary>
    public static IReadOnlyList<GeneratorFit> Fit(
        IReadOnlyList<GeneratorFitTask> tasks,
        Func<IReadOnlyList<GeneratorFitTask>, IReadOnlyList<GeneratorFit>> joint)
    {
        var split = tasks.Select(task => task.Table.Targets is null ? ClassPart.Of(task) : []).ToList();
        var fits = joint([.. split.SelectMany(parts => parts.Select(part => part.Task))]);
        var (joined, first) = (new List<GeneratorFit>(), 0);
        for (var t = 0; t < tasks.Count; t++)
        {
            joined.Add(Join(tasks[t], split[t], [.. fits.Skip(first).Take(split[t].Count)]));
            first += split[t].Count;
        }

        return joined;
    }

    private static GeneratorFit Join(GeneratorFitTask task, IReadOnlyList<ClassPart> parts, GeneratorFit[] fits)
    {
        if (parts.Count == 0)
        {
            return new GeneratorFit(null, new TrainingException(
                task.Table.Targets is null
                    ? "There is no training row."
                    : "A generator for each class needs classes; the target is numeric."));
        }

        for (var p = 0; p < fits.Length; p++)
        {
            if (fits[p].Error is { } error)
                return new GeneratorFit(null, new TrainingException($"class {parts[p].Class}: {error.Message}", error));
        }

        return new GeneratorFit(new FittedPerClass(
            task.Key,
            [
                .. parts.Zip(fits, (part, fit) => new FittedPart(
                    part.Class, part.Task.Table.Labels.Length, fit.Generator!)),
            ],
            task.Table));
    }
}
