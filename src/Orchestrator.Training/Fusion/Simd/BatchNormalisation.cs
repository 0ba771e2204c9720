using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Fusion.Simd;

/// <summary>Batch normalisation of one replica, sixteen columns at a time; sums run over the rows in order.</summary>
internal static unsafe class BatchNormalisation
{
    private const int Lanes = 16;

    /// <summary>y = γ (x - mean) / σ + β over rows weighted by <paramref name="weights"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(
        float* y, float* x, float* weights, int rows, int columns, int replica, NormState state, NormOptions options)
    {
        var normalised = Of(state.Normalised, replica);
        var inverses = Of(state.InverseDeviation, replica);
        var means = stackalloc float[columns];
        Moments(x, weights, rows, columns, means, inverses, options.Frozen);
        if (!options.Frozen)
        {
            Move(Of(state.RunningMean, replica), means, columns, options.Momentum);
            Move(Of(state.RunningVariance, replica), inverses, columns, options.Momentum);
        }

        for (var j = 0; j < columns; j += Lanes)
        {
            var mean = Vector512.Load(means + j);
            var variance = Vector512.Load(inverses + j);
            var inverse = Vector512<float>.One / Vector512.Sqrt(variance + Vector512.Create(options.Epsilon));
            inverse.Store(inverses + j);
            var scale = Vector512.Load(Of(state.Scale, replica) + j);
            var shift = Vector512.Load(Of(state.Shift, replica) + j);
            for (int i = 0, at = j; i < rows; i++, at += columns)
            {
                var z = (Vector512.Load(x + at) - mean) * inverse;
                z.Store(normalised + at);
                Vector512.FusedMultiplyAdd(scale, z, shift).Store(y + at);
            }
        }
    }

    /// <summary>dx = γ/σ (dy - w (Σ dy + z Σ dy z)), where z is the normalised row and w its weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        float* dx, float* dy, float* weights, int rows, int columns, int replica,
        NormState state, bool frozen, bool add)
    {
        var normalised = Of(state.Normalised, replica);
        for (var j = 0; j < columns; j += Lanes)
        {
            var (sum, product) = (Vector512<float>.Zero, Vector512<float>.Zero);
            for (int i = 0, at = j; i < rows; i++, at += columns)
            {
                var d = Vector512.Load(dy + at);
                sum += d;
                product = Vector512.FusedMultiplyAdd(d, Vector512.Load(normalised + at), product);
            }

            var factor = Vector512.Load(Of(state.Scale, replica) + j)
                * Vector512.Load(Of(state.InverseDeviation, replica) + j);
            for (int i = 0, at = j; i < rows; i++, at += columns)
            {
                var d = Vector512.Load(dy + at);
                if (!frozen)
                {
                    var common = Vector512.FusedMultiplyAdd(Vector512.Load(normalised + at), product, sum);
                    d = Vector512.FusedMultiplyAdd(Vector512.Create(-weights[i]), common, d);
                }

                (factor * d).Store(dx + at);
            }

            Put(Of(state.ScaleGradient, replica) + j, product, add);
            Put(Of(state.ShiftGradient, replica) + j, sum, add);
        }
    }

    private static float* Of(Block block, int replica) => ((SimdBlock)block).At(replica);

    /// <summary>
    /// Mean and variance of every column; 0 and 1 where they are frozen. One loop for each, so that the chains of
    /// several columns, which wait on themselves alone, are under way at a time.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Moments(
        float* x, float* weights, int rows, int columns, float* means, float* variances, bool frozen)
    {
        if (frozen)
        {
            new Span<float>(means, columns).Clear();
            new Span<float>(variances, columns).Fill(1);
            return;
        }

        for (var j = 0; j < columns; j += Lanes)
        {
            var mean = Vector512<float>.Zero;
            for (int i = 0, at = j; i < rows; i++, at += columns)
                mean = Vector512.FusedMultiplyAdd(Vector512.Create(weights[i]), Vector512.Load(x + at), mean);
            mean.Store(means + j);
        }

        for (var j = 0; j < columns; j += Lanes)
        {
            var (mean, variance) = (Vector512.Load(means + j), Vector512<float>.Zero);
            for (int i = 0, at = j; i < rows; i++, at += columns)
            {
                var d = Vector512.Load(x + at) - mean;
                variance = Vector512.FusedMultiplyAdd(Vector512.Create(weights[i]) * d, d, variance);
            }

            variance.Store(variances + j);
        }
    }

    private static void Move(float* running, float* values, int columns, float momentum)
    {
        var keep = Vector512.Create(momentum);
        for (var j = 0; j < columns; j += Lanes)
        {
            var taken = Vector512.Load(values + j) * (1 - momentum);
            Vector512.FusedMultiplyAdd(keep, Vector512.Load(running + j), taken).Store(running + j);
        }
    }

    private static void Put(float* target, Vector512<float> value, bool add) =>
        (add ? Vector512.Load(target) + value : value).Store(target);
}
