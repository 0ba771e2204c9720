using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Generators.Tabular;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators.Tvae;

/// <summary>
/// A trained TVAE's decoder. Places are drawn around the decoder's with the learned deviations; of modes and levels the
/// most probable is taken, as the published code has it. Draws are numbered from the start.
/// </summary>
internal sealed class FittedTvae(
    FoldedNetwork network, TabularCodec codec, float[] deviations, int embedding, GeneratorTrace trace)
    : FittedGenerator
{
    private const int BlockRows = 256;

    /// <inheritdoc/>
    public override GeneratorTrace Trace => trace;

    /// <inheritdoc/>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var (columns, places) = (network.OutputColumns, codec.Groups.Places);
        var rows = new float[count * columns];
        var latent = new LatentNoise(LatentDistribution.Normal, embedding);
        var inputs = new float[BlockRows * latent.Columns];
        var spread = new float[BlockRows * places.Length];
        for (var first = 0; first < count; first += BlockRows)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (block, wanted) = (first / BlockRows, Math.Min(BlockRows, count - first));
            latent.Fill(new RandomStream(trace.Key.Value, RandomPurpose.Synthesis), block, wanted, inputs);
            new RandomStream(trace.Key.Value, RandomPurpose.Spread).Normal(block, spread);
            var outputs = network.Run(inputs.AsSpan(0, wanted * latent.Columns));
            outputs.CopyTo(rows.AsSpan(first * columns));
            for (var i = 0; i < wanted; i++)
            {
                for (var p = 0; p < places.Length; p++)
                {
                    ref var value = ref rows[((first + i) * columns) + places[p]];
                    value = Elementary.Tanh(value) + (deviations[places[p]] * spread[(i * places.Length) + p]);
                }
            }
        }

        return codec.Decode(rows, count);
    }
}
