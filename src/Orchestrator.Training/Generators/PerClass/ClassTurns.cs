namespace Orchestrator.Training.Generators.PerClass;

/// <summary>Whose turn it is when parts take turns in given proportions.</summary>
internal static class ClassTurns
{
    /// <summary>
    /// The part of each of <paramref name="count"/> turns: the one whose number of turns is furthest below its share of
    /// those so far (the first of several). Fewer turns are the first of more.
    /// </summary>
    /// <param name="rows">What the shares are proportional to; above 0.</param>
    /// <param name="count">The number of turns.</param>
    public static int[] Of(IReadOnlyList<int> rows, int count)
    {
        var (turns, taken, all) = (new int[count], new long[rows.Count], rows.Sum(n => (long)n));
        for (var i = 0; i < count; i++)
        {
            var next = 0;
            for (var p = 1; p < rows.Count; p++)
            {
                if (Behind(p, i) > Behind(next, i))
                    next = p;
            }

            turns[i] = next;
            taken[next]++;
        }

        return turns;

        long Behind(int part, int turn) => ((turn + 1L) * rows[part]) - (taken[part] * all);
    }
}
