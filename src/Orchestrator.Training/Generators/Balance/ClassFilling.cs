namespace Orchestrator.Training.Generators.Balance;

/// <summary>Which class each synthetic row is of when classes are filled up to equal numbers.</summary>
internal static class ClassFilling
{
    /// <summary>
    /// The class of each of <paramref name="count"/> rows: the one that has the fewest rows so far, real ones and
    /// earlier ones counted, the first of several. Fewer rows are the first of more. A class without real rows is left
    /// out: nobody has seen a row of it.
    /// </summary>
    /// <param name="real">The real rows of each class; one class at least has some.</param>
    /// <param name="count">The number of rows.</param>
    public static int[] Of(IReadOnlyList<int> real, int count)
    {
        var waiting = new PriorityQueue<int, (long Rows, int Class)>();
        for (var c = 0; c < real.Count; c++)
        {
            if (real[c] > 0)
                waiting.Enqueue(c, (real[c], c));
        }

        var classes = new int[count];
        for (var i = 0; i < count; i++)
        {
            _ = waiting.TryDequeue(out var next, out var place);
            classes[i] = next;
            waiting.Enqueue(next, (place.Rows + 1, next));
        }

        return classes;
    }
}
