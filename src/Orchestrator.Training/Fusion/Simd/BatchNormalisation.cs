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
        for (var j = 0; j < columns; j += Lanes)
        {
            var (mean, variance) = (Vector512<float>.Zero, Vector512<float>.One);
            if (!options.Frozen)
            {
                variance = Moments(x + j, weights, rows, columns, out mean);
                Move(Of(state.RunningMean, replica) + j, mean, options.Momentum);
                Move(Of(state.RunningVariance, replica) + j, variance, options.Momentum);
            }

            var inverse = Vector512<float>.One / Vector512.Sqrt(variance + Vector512.Create(options.Epsilon));
            inverse.Store(Of(state.InverseDeviation, replica) + j);
            var (scale, shift) = (
                Vector512.Load(Of(state.Scale, replica) + j), Vector512.Load(Of(state.Shift, replica) + j));
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<float> Moments(float* x, float* weights, int rows, int columns, out Vector512<float> mean)
    {
        mean = Vector512<float>.Zero;
        for (var i = 0; i < rows; i++)
            mean = Vector512.FusedMultiplyAdd(Vector512.Create(weights[i]), Vector512.Load(x + (i * columns)), mean);
        var variance = Vector512<float>.Zero;
        for (var i = 0; i < rows; i++)
        {
            var d = Vector512.Load(x + (i * columns)) - mean;
            variance = Vector512.FusedMultiplyAdd(Vector512.Create(weights[i]) * d, d, variance);
        }

        return variance;
    }

    private static void Move(float* running, Vector512<float> value, float momentum) =>
        Vector512.FusedMultiplyAdd(
            Vector512.Create(momentum), Vector512.Load(running), value * (1 - momentum)).Store(running);

    private static void Put(float* target, Vector512<float> value, bool add) =>
        (add ? Vector512.Load(target) + value : value).Store(target);
}
