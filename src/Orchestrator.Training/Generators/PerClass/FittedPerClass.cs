using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.PerClass;

/// <summary>One class's generator.</summary>
/// <param name="Class">The class.</param>
/// <param name="Rows">Training rows of the class.</param>
/// <param name="Generator">The generator that was fitted on them.</param>
internal sealed record FittedPart(int Class, int Rows, FittedGenerator Generator);

/// <summary>
/// A generator for each class. Row i is of the class whose turn it is: the one furthest behind its share of the
/// training rows, so that any number of rows has those shares to within one row a class.
/// </summary>
internal sealed class FittedPerClass : FittedGenerator
{
    private readonly IReadOnlyList<FittedPart> _parts;
    private readonly int _classCount;
    private readonly IReadOnlyList<FeatureBlock> _blocks;

    /// <summary>The generators of a table's classes.</summary>
    public FittedPerClass(StageKey key, IReadOnlyList<FittedPart> parts, PreparedTable table)
    {
        (_parts, _classCount, _blocks) = (parts, table.ClassCount, table.Blocks);
        Trace = PerClassTraces.Join(key, [.. parts.Select(part => (part.Rows, part.Generator.Trace))]);
    }

    /// <inheritdoc/>
    public override GeneratorTrace Trace { get; }

    /// <inheritdoc/>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var turns = ClassTurns.Of([.. _parts.Select(part => part.Rows)], count);
        var (features, labels) = (new Matrix(count, _blocks.Sum(block => block.Width)), new int[count]);
        for (var p = 0; p < _parts.Count; p++)
        {
            var rows = _parts[p].Generator.Synthesise(turns.Count(turn => turn == p), context).Features;
            var next = 0;
            for (var i = 0; i < count; i++)
            {
                if (turns[i] != p)
                    continue;
                rows.Row(next++).CopyTo(features.Row(i));
                labels[i] = _parts[p].Class;
            }
        }

        return new PreparedTable(features, labels, _classCount, _blocks);
    }

    /// <inheritdoc/>
    internal override PreparedTable? SynthesiseClass(int label, int count, TrainingContext context)
    {
        if (_parts.FirstOrDefault(part => part.Class == label) is not { } part)
            return null;
        var rows = part.Generator.Synthesise(count, context).Features;
        var labels = new int[count];
        Array.Fill(labels, label);
        return new PreparedTable(rows, labels, _classCount, _blocks);
    }
}
