using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// A trained diffusion. Rows come in blocks that are numbered from the start and take their draws by block, time and
/// place, so row i is always the same. Classes are drawn by their shares in the training rows.
/// </summary>
internal sealed class FittedDiffusion(
    FoldedDenoiser denoiser, DiffusionCodec codec, TabDdpmSettings settings, int[] classCounts, GeneratorTrace trace)
    : FittedGenerator
{
    private const int BlockRows = 256;

    /// <inheritdoc/>
    public override GeneratorTrace Trace => trace;

    /// <inheritdoc/>
    public override PreparedTable Synthesise(int count, TrainingContext context)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var biases = denoiser.TimeBiases(settings.Noise.Times);
        var rows = new float[count * denoiser.InputColumns];
        var labels = new int[count];
        for (var first = 0; first < count; first += BlockRows)
        {
            var wanted = Math.Min(BlockRows, count - first);
            var block = new DiffusionSampler(denoiser, codec, settings, trace.Key.Value, first / BlockRows);
            block.DrawClasses(classCounts, labels.AsSpan(first, wanted));
            block.Run(biases, labels.AsSpan(first, wanted), context.Cancellation)
                .CopyTo(rows.AsSpan(first * denoiser.InputColumns));
        }

        return codec.Decode(rows, denoiser.InputColumns, labels);
    }
}
