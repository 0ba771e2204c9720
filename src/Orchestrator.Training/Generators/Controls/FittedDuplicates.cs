using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.Controls;

/// <summary>Real rows, bit for bit, in random order, pass after pass.</summary>
internal sealed class FittedDuplicates(StageKey key, PreparedTable table) : FittedGenerator
{
    /// <inheritdoc/>
    public override GeneratorTrace Trace { get; } = new(key, [], [], [], [], 0);

    /// <inheritdoc/>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        context.Cancellation.ThrowIfCancellationRequested();
        return table.Take(RowPasses.Take(key, table.Labels.Length, count));
    }

    /// <inheritdoc/>
    internal override PreparedTable? SynthesiseClass(int label, int count, TrainingContext context)
    {
        var ofClass = table.Labels.Count(other => other == label);
        if (ofClass == 0)
            return null;
        context.Cancellation.ThrowIfCancellationRequested();
        var passes = (count + ofClass - 1L) / ofClass;
        var rows = RowPasses.Take(key, table.Labels.Length, checked((int)(passes * table.Labels.Length)));
        return table.Take([.. rows.Where(row => table.Labels[row] == label).Take(count)]);
    }
}
