using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Datasets;

/// <summary>The split stage: which rows are learned from and which are only scored on.</summary>
public static class Splits
{
    /// <summary>
    /// Divides the rows at random, as a function of labels, spec and key alone. The test part has the share of the rows
    /// rounded up; stratified, each class has its share of it, the rows left by rounding down going to the classes
    /// with the largest remainders. In file order the test part is the last rows, and nothing is random.
    /// </summary>
    /// <returns>Row numbers, ascending in each part; together every row once.</returns>
    /// <exception cref="DatasetException">The rows do not suffice, see <see cref="DatasetChecks"/>.</exception>
    public static (int[] Train, int[] Test) Split(TabularDataset dataset, SplitSpec spec, StageKey key)
    {
        DatasetChecks.RequireSplit(dataset, spec);
        var testCount = TestCount(dataset.Rows, spec.TestShare);
        if (spec.FileOrder)
            return InFileOrder(dataset.Rows, testCount);
        var order = new PhiloxSequence(key.Value.A, key.Value.B).Permutation(dataset.Rows);
        var isTest = spec.Stratified
            ? PickStratified(dataset, order, testCount)
            : Pick(order, testCount);
        var train = Enumerable.Range(0, dataset.Rows).Where(row => !isTest[row]).ToArray();
        var test = Enumerable.Range(0, dataset.Rows).Where(row => isTest[row]).ToArray();
        return (train, test);
    }

    /// <summary>The size of the test part: the share of the rows, rounded up.</summary>
    internal static int TestCount(int rows, double testShare) => (int)Math.Ceiling((rows * testShare) - 1e-9);

    private static (int[] Train, int[] Test) InFileOrder(int rows, int testCount) =>
        ([.. Enumerable.Range(0, rows - testCount)], [.. Enumerable.Range(rows - testCount, testCount)]);

    private static bool[] Pick(int[] order, int testCount)
    {
        var isTest = new bool[order.Length];
        foreach (var row in order.AsSpan(0, testCount))
            isTest[row] = true;
        return isTest;
    }

    private static bool[] PickStratified(TabularDataset dataset, int[] order, int testCount)
    {
        var wanted = Apportion(dataset.ClassCounts(), testCount);
        var isTest = new bool[order.Length];
        foreach (var row in order)
        {
            var label = dataset.Labels[row];
            if (wanted[label] == 0)
                continue;
            wanted[label]--;
            isTest[row] = true;
        }

        return isTest;
    }

    // Largest remainders; of equal remainders the class listed first.
    private static int[] Apportion(int[] classCounts, int testCount)
    {
        long rows = classCounts.Sum();
        var wanted = Array.ConvertAll(classCounts, count => (int)(count * (long)testCount / rows));
        var byRemainder = Enumerable.Range(0, classCounts.Length)
            .OrderByDescending(label => classCounts[label] * (long)testCount % rows);
        foreach (var label in byRemainder.Take(testCount - wanted.Sum()))
            wanted[label]++;
        return wanted;
    }
}
