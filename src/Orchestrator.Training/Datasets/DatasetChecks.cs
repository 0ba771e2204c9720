using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Training.Datasets;

/// <summary>
/// Whether a data set has rows enough for what a sweep asks of it. To be called before anything runs.
/// </summary>
public static class DatasetChecks
{
    /// <summary>The fewest rows that a training subset may have.</summary>
    public const int FewestSubsetRows = 2;

    /// <summary>
    /// Requires what a split needs: a row at least in each part; stratified, two rows at least of each class and a
    /// row for each class in each part.
    /// </summary>
    /// <exception cref="DatasetException">The rows do not suffice; every problem is listed.</exception>
    public static void RequireSplit(TabularDataset dataset, SplitSpec spec) => Throw(SplitProblems(dataset, spec));

    /// <summary>
    /// Requires what the split needs, rows enough for the smallest training subset and for what replaces it, and no
    /// more folds of a search than a class has rows there.
    /// </summary>
    /// <exception cref="DatasetException">The rows do not suffice; every problem is listed.</exception>
    public static void Require(TabularDataset dataset, SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(spec);
        var problems = SubsetProblems(dataset, spec.Split, spec.Fractions);
        if (problems.Count == 0)
            problems.AddRange(new SubsetChecks(dataset, spec).Problems.Select(found => found.ToString()));
        Throw(problems);
    }

    /// <summary>
    /// What of a spec is allowed on this data set, and yet hardly meant: batches larger than a subset.
    /// </summary>
    public static IReadOnlyList<SpecFinding> Warnings(TabularDataset dataset, SweepSpec spec)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(spec);
        return [.. new SubsetChecks(dataset, spec).Warnings];
    }

    /// <summary>Requires what the split needs, and rows enough for the smallest training subset.</summary>
    /// <exception cref="DatasetException">The rows do not suffice; every problem is listed.</exception>
    public static void Require(TabularDataset dataset, SplitSpec spec, IEnumerable<Fraction> fractions) =>
        Throw(SubsetProblems(dataset, spec, fractions));

    private static List<string> SubsetProblems(
        TabularDataset dataset, SplitSpec spec, IEnumerable<Fraction> fractions)
    {
        var problems = SplitProblems(dataset, spec);
        var trainCount = dataset.Rows - Splits.TestCount(dataset.Rows, spec.TestShare);
        foreach (var fraction in fractions.Where(fraction => fraction.Of(trainCount) < FewestSubsetRows))
        {
            problems.Add(
                $"{dataset.Name}: fraction {fraction} of {trainCount} training rows keeps {fraction.Of(trainCount)}; "
                + $"at least {FewestSubsetRows} are needed");
        }

        return problems;
    }

    private static List<string> SplitProblems(TabularDataset dataset, SplitSpec spec)
    {
        var problems = new List<string>();
        var testCount = Splits.TestCount(dataset.Rows, spec.TestShare);
        var trainCount = dataset.Rows - testCount;
        var needed = spec.Stratified ? dataset.Classes.Count : 1;
        var why = spec.Stratified ? "one of each class (the split is stratified)" : "one";
        if (trainCount < needed || testCount < needed)
        {
            problems.Add(
                $"{dataset.Name}: test share {spec.TestShare:R} of {dataset.Rows} rows leaves {trainCount} training "
                + $"and {testCount} test rows; each part needs at least {needed}: {why}");
        }

        if (spec.Stratified && dataset.IsRegression)
        {
            problems.Add(
                $"{dataset.Name}: column '{dataset.Target}': the target is a number and has no classes; "
                + "a stratified split needs them");
        }
        else if (spec.Stratified)
        {
            var counts = dataset.ClassCounts();
            problems.AddRange(dataset.Classes.Zip(counts).Where(pair => pair.Second < 2).Select(pair =>
                $"{dataset.Name}: column '{dataset.Target}': class '{pair.First}' has {pair.Second} row; "
                + "a stratified split needs at least 2 of each class"));
        }

        return problems;
    }

    private static void Throw(List<string> problems)
    {
        if (problems.Count > 0)
            throw new DatasetException(problems);
    }
}
