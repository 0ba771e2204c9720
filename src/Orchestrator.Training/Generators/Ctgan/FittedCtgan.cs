using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators.Tabular;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Ctgan;

/// <summary>
/// A trained CTGAN's generator. Conditions come as often as in the training rows; a level or mode is drawn by its
/// probability (the largest of logit and Gumbel noise); normalisation is by running statistics, so that a row does not
/// depend on the others. Draws are numbered from the start.
/// </summary>
internal sealed class FittedCtgan(
    FoldedResidual network, TabularCodec codec, ConditionSampler conditions, int embedding, GeneratorTrace trace)
    : FittedGenerator
{
    private const int BlockRows = 256;
    private const int Look = 2;

    /// <inheritdoc/>
    public override GeneratorTrace Trace => trace;

    /// <inheritdoc/>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var columns = network.OutputColumns;
        var rows = new float[count * columns];
        var gumbel = new float[BlockRows * columns];
        for (var first = 0; first < count; first += BlockRows)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (block, wanted) = (first / BlockRows, Math.Min(BlockRows, count - first));
            var outputs = network.Run(Inputs(block, wanted));
            new RandomStream(trace.Key.Value, RandomPurpose.Gumbel, Look).Gumbel(block, gumbel);
            foreach (var span in codec.Spans)
            {
                for (var i = 0; i < wanted; i++)
                {
                    for (var c = span.Start; c < span.End; c++)
                    {
                        var at = (i * columns) + c;
                        rows[(first * columns) + at] = span.Kind == SpanKind.Place
                            ? Elementary.Tanh(outputs[at])
                            : outputs[at] + gumbel[at];
                    }
                }
            }
        }

        return codec.Decode(rows, count);
    }

    private float[] Inputs(int block, int count)
    {
        var noise = new float[count * embedding];
        new RandomStream(trace.Key.Value, RandomPurpose.Synthesis).Normal(block, noise);
        var draws = new float[2 * count];
        new RandomStream(trace.Key.Value, RandomPurpose.Condition, Look).Uniform(block, draws);
        var inputs = new float[count * network.InputColumns];
        for (var i = 0; i < count; i++)
        {
            var row = inputs.AsSpan(i * network.InputColumns, network.InputColumns);
            noise.AsSpan(i * embedding, embedding).CopyTo(row);
            if (conditions.Width > 0)
            {
                var condition = conditions.DrawOriginal(draws[2 * i], draws[(2 * i) + 1]);
                row[Block.PadColumns(embedding) + conditions.Place(condition)] = 1;
            }
        }

        return inputs;
    }
}
