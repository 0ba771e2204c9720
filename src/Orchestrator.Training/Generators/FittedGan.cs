using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;
using Orchestrator.Training.Preprocessing;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Generators;

/// <summary>
/// A trained GAN's generator. Noise is drawn in blocks of rows that are numbered from the start, so row i is always
/// the same.
/// </summary>
internal sealed class FittedGan(
    FoldedNetwork network, RowCodec codec, LatentDistribution distribution, int latent, GeneratorTrace trace)
    : FittedGenerator
{
    private const int BlockRows = 256;

    /// <inheritdoc/>
    public override GeneratorTrace Trace => trace;

    /// <inheritdoc/>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var random = new RandomStream(trace.Key.Value, RandomPurpose.Synthesis);
        var noise = new LatentNoise(distribution, latent);
        var inputs = new float[BlockRows * noise.Columns];
        var rows = new float[count * network.OutputColumns];
        for (var first = 0; first < count; first += BlockRows)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var wanted = Math.Min(BlockRows, count - first);
            noise.Fill(random, first / BlockRows, wanted, inputs);
            var outputs = network.Run(inputs.AsSpan(0, wanted * noise.Columns));
            outputs.CopyTo(rows.AsSpan(first * network.OutputColumns));
        }

        return codec.Decode(rows, count);
    }
}
