using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Tables;

/// <summary>
/// Mean scores over the seeds, for each fraction, arm and model: one cell for a run of neighbours in the grid.
/// </summary>
/// <param name="plan">The sweep's plan.</param>
internal sealed class ScoreMeans(SweepPlan plan)
{
    private readonly Dictionary<long, (double Sum, int Count)> _cells = [];

    /// <summary>
    /// Adds the score of one trial. Called in the order of the grid, so that sums do not depend on who ran what.
    /// </summary>
    public void Add(Trial trial, double score)
    {
        var cell = trial.Index / plan.Definition.Spec.Seeds.Count;
        var (sum, count) = _cells.GetValueOrDefault(cell);
        _cells[cell] = (sum + score, count + 1);
    }

    /// <summary>The mean and the number of seeds behind it; null where there is none.</summary>
    public (double Mean, int Count)? At(int fraction, int arm, int model)
    {
        var cell = plan.Grid.IndexOf(fraction, arm, model, 0) / plan.Definition.Spec.Seeds.Count;
        return _cells.TryGetValue(cell, out var found) ? (found.Sum / found.Count, found.Count) : null;
    }
}
