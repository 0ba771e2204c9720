namespace Orchestrator.Reports.Reproductions.Judging;

/// <summary>Puts the cells of a published table beside our runs.</summary>
/// <param name="experiment">The experiment.</param>
/// <param name="runs">What its sweeps came to.</param>
internal sealed class TableJudge(Experiment experiment, ExperimentRuns runs)
{
    /// <summary>The table with a verdict for each cell that was measured.</summary>
    public TableOutcome Judge(PublishedTable table)
    {
        var cells = new List<CellOutcome>();
        var left = 0;
        foreach (var cell in table.Cells())
        {
            var metric = cell.Metric;
            if (RunMetrics.Measure(runs, cell.Where, metric, cell.Factor) is not { } measured)
            {
                left++;
                continue;
            }

            var (verdict, why) = CellJudge.Decide(
                cell.Published, cell.Step, measured, experiment.ReasonOf(cell.Reason), cell.Undecidable);
            cells.Add(new CellOutcome(cell.Row, cell.Column, cell.Published, measured, cell.Step, verdict, why));
        }

        return new TableOutcome(table.Title, cells, left);
    }
}
