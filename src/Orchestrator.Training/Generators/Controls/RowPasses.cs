using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Controls;

/// <summary>
/// Rows in random order, pass after pass: none comes back before all have come. The n-th is a function of key and n.
/// </summary>
internal static class RowPasses
{
    /// <summary>The first <paramref name="count"/> of the numbers below <paramref name="rows"/>, above 0.</summary>
    public static int[] Take(StageKey key, int rows, int count)
    {
        var random = new RandomStream(key.Value, RandomPurpose.Resampling);
        var (taken, order) = (new int[count], new int[rows]);
        for (var i = 0; i < count; i++)
        {
            if (i % rows == 0)
                random.Permutation(i / rows, order);
            taken[i] = order[i % rows];
        }

        return taken;
    }
}
