using System.Collections;
using Orchestrator.Sweeps.Grid;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// The trial indices of one bundle, ascending: worked out on demand, so that a large bundle costs nothing.
/// </summary>
internal sealed class BundleTrials(
    TrialGrid grid, int fraction, int source, int models, int firstSeed, int seeds) : IReadOnlyList<long>
{
    public int Count { get; } = checked(grid.ArmAxis.ArmsOf(source) * models * seeds);

    public long this[int index]
    {
        get
        {
            if ((uint)index >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(index), index, $"The bundle has {Count} trials.");
            var (rest, seed) = Math.DivRem(index, seeds);
            var (nth, model) = Math.DivRem(rest, models);
            return grid.IndexOf(fraction, grid.ArmAxis.ArmOf(source, nth), model, firstSeed + seed);
        }
    }

    public IEnumerator<long> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
