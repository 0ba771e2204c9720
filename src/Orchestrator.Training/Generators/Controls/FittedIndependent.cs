using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Controls;

/// <summary>
/// Every column of the data set, the label or target among them, is that of a real row drawn for it alone, with
/// replacement: marginals are kept and everything between columns is lost. A one-hot block is one column.
/// </summary>
internal sealed class FittedIndependent(StageKey key, PreparedTable table) : FittedGenerator
{
    private const int BlockRows = 256;

    /// <inheritdoc/>
    public override GeneratorTrace Trace { get; } = new(key, [], [], [], [], 0);

    /// <inheritdoc/>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var (features, labels) = (new Matrix(count, table.Features.Columns), new int[count]);
        var targets = table.Targets is null ? null : new double[count];
        var random = new RandomStream(key.Value, RandomPurpose.Synthesis);
        var draws = new float[BlockRows * (table.Blocks.Count + 1)];
        for (var i = 0; i < count; i++)
        {
            if (i % BlockRows == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                random.Uniform(i / BlockRows, draws);
            }

            var places = draws.AsSpan(i % BlockRows * (table.Blocks.Count + 1), table.Blocks.Count + 1);
            for (var b = 0; b < table.Blocks.Count; b++)
            {
                var block = table.Blocks[b];
                table.Features.Row(Row(places[b])).Slice(block.Start, block.Width)
                    .CopyTo(features.Row(i)[block.Start..]);
            }

            labels[i] = table.Labels[Row(places[^1])];
            if (targets is not null)
                targets[i] = table.Targets![Row(places[^1])];
        }

        return table with { Features = features, Labels = labels, Targets = targets };
    }

    // The product of a 24-bit fraction and a whole number below 2^29 is exact in double precision.
    private int Row(float place) => (int)((double)place * table.Labels.Length);
}
