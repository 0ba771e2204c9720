using System.Runtime.CompilerServices;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Reports.Exports;

/// <summary>The ended trials of a sweep with their places in the grid, counted as they are read.</summary>
/// <param name="plan">The sweep's plan.</param>
/// <param name="source">Where the trials come from.</param>
internal sealed class TrialRows(SweepPlan plan, ITrialSource source)
{
    private long _completed;
    private long _failed;

    /// <summary>What the reading met so far.</summary>
    public ExportCounts Counts => new(plan.Grid.Count, _completed, _failed);

    /// <summary>Reads them from the first to the last.</summary>
    public async IAsyncEnumerable<TrialRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var ended in source.ReadAsync(cancellation))
        {
            if (ended.Stored is null)
                _failed++;
            else
                _completed++;
            yield return new TrialRow(plan.Grid[ended.Trial], ended.Key, ended.Stored, ended.Failure);
        }
    }
}
