using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators;

/// <summary>
/// Judges a GAN as it stands, always on the same rows: the training rows, and as many generated from noise that is
/// drawn once. The generator is the one that would synthesise (with averaged weights where they are kept); neither
/// network drops outputs, and batch normalisation uses its running statistics.
/// </summary>
/// <remarks>
/// Cross entropy: losses are mean cross entropies (the generator's is the non-saturating one), a row is taken for real
/// where D &gt; 1/2, and the convergence measure is |loss on real - loss on generated rows|. Wasserstein: the losses
/// are -mean D(real), mean D(fake) and -mean D(fake), the convergence measure is |mean D(real) - mean D(fake)|, and
/// since a critic's values have no zero, a row is taken for real above the middle of those two means.
/// </remarks>
internal sealed class GanEvaluator
{
    /// <summary>Generated rows with less than this share of the real rows' diversity are a mode collapse.</summary>
    public const double CollapsedBelow = 0.1;

    private readonly bool _wasserstein;
    private readonly float[] _real;
    private readonly float[] _noise;
    private readonly int _width;
    private readonly double _realDistance;

    /// <summary>An evaluator on padded real rows of <paramref name="width"/> columns and padded noise.</summary>
    public GanEvaluator(bool wasserstein, float[] real, int width, float[] noise)
    {
        (_wasserstein, _real, _width, _noise) = (wasserstein, real, width, noise);
        _realDistance = RowDiversity.Of(real, width);
    }

    /// <summary>Works everything out afresh for the networks as they are after an epoch.</summary>
    public GeneratorEvaluation Evaluate(FoldedNetwork generator, FoldedNetwork discriminator, int epoch, double rate)
    {
        var fake = generator.Run(_noise);
        var (onReal, onFake) = (Outputs(discriminator, _real), Outputs(discriminator, fake));
        var (meanReal, meanFake) = (onReal.Average(), onFake.Average());
        var middle = _wasserstein ? (meanReal + meanFake) / 2 : 0;
        var realLoss = _wasserstein ? -meanReal : onReal.Average(logit => Softplus(-logit));
        var fakeLoss = _wasserstein ? meanFake : onFake.Average(Softplus);
        var fooled = onFake.Count(value => value > middle) / (double)onFake.Length;

        // Rows that are all alike have no diversity to fall short of.
        var diversity = _realDistance == 0 ? 1 : RowDiversity.Of(fake, _width) / _realDistance;
        return new GeneratorEvaluation(
            epoch,
            realLoss,
            fakeLoss,
            _wasserstein ? -meanFake : onFake.Average(logit => Softplus(-logit)),
            onReal.Count(value => value > middle) / (double)onReal.Length,
            1 - fooled,
            fooled,
            diversity,
            diversity < CollapsedBelow,
            rate,
            Math.Abs(_wasserstein ? meanReal - meanFake : realLoss - fakeLoss));
    }

    /// <summary>Whether every number of an evaluation is finite.</summary>
    public static bool IsFinite(GeneratorEvaluation e) =>
        double.IsFinite(e.RealLoss) && double.IsFinite(e.FakeLoss) && double.IsFinite(e.GeneratorLoss)
        && double.IsFinite(e.Diversity) && double.IsFinite(e.Convergence);

    private static double[] Outputs(FoldedNetwork network, float[] rows)
    {
        var padded = network.Run(rows);
        var outputs = new double[padded.Length / network.OutputColumns];
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = padded[i * network.OutputColumns];
        return outputs;
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
