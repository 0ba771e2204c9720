using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Orchestrator.Training.Randomness;

namespace Orchestrator.Training.Fusion.Simd;

/// <content>Losses, their gradients, and what only generators need.</content>
internal sealed unsafe partial class SimdEngine
{
    private const int Lanes = Block.ColumnStep;
    private const float LeastProbability = 1e-30f;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Interpolate(Block x, Block real, Block fake, Block a, bool crossed)
    {
        var rows = real.Rows;
        for (var k = 0; k < Replicas; k++)
        {
            for (var i = 0; i < x.Rows; i++)
            {
                var share = Vector512.Create(At(a, k)[crossed ? i / rows : i]);
                var row = crossed ? i % rows : i;
                for (var j = 0; j < x.Columns; j += Lanes)
                {
                    var other = Vector512.Load(At(fake, k) + (row * x.Columns) + j);
                    var step = Vector512.Load(At(real, k) + (row * x.Columns) + j) - other;
                    Vector512.FusedMultiplyAdd(share, step, other).Store(At(x, k) + (i * x.Columns) + j);
                }
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Penalty(Block u, Block g, Block valid, int group, float lambda, float share, Block total)
    {
        for (var k = 0; k < Replicas; k++)
        {
            var mask = At(valid, k);
            for (var first = 0; first < g.Rows; first += group)
            {
                var squares = Vector512<float>.Zero;
                var members = 0f;
                for (var i = first; i < first + group; i++)
                {
                    members += mask[i];
                    for (var j = 0; j < g.Columns; j += Lanes)
                    {
                        var value = Vector512.Load(At(g, k) + (i * g.Columns) + j);
                        squares = Vector512.FusedMultiplyAdd(value * mask[i], value, squares);
                    }
                }

                var norm = MathF.Sqrt(Vector512.Sum(squares));
                var excess = members > 0 ? norm - 1 : 0;
                *At(total, k) += lambda * share * excess * excess;

                // At a zero gradient the norm has no slope; zero is the choice that moves nothing.
                var factor = norm > 0 || float.IsNaN(norm) ? 2 * lambda * share * excess / norm : 0;
                for (var i = first; i < first + group; i++)
                {
                    for (var j = 0; j < g.Columns; j += Lanes)
                    {
                        var at = (i * g.Columns) + j;
                        (Vector512.Load(At(g, k) + at) * (factor * mask[i])).Store(At(u, k) + at);
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void SigmoidLoss(Block dz, Block z, Block target, Block weight, Block? total, Block? mean)
    {
        for (var k = 0; k < Replicas; k++)
        {
            for (var at = 0; at < Count(z); at += Lanes)
            {
                var (logit, wanted) = (Vector512.Load(At(z, k) + at), Vector512.Load(At(target, k) + at));
                var w = Vector512.Load(At(weight, k) + at);
                var probability = Elementary.Sigmoid(logit);
                ((probability - wanted) * w).Store(At(dz, k) + at);
                if (mean is not null)
                    Increase(At(mean, k) + (at % z.Columns), w, probability);
                if (total is not null)
                    Increase(At(total, k) + (at % z.Columns), w, Elementary.Softplus(logit) - (wanted * logit));
            }
        }
    }

    /// <inheritdoc/>
    public override void SoftmaxLoss(Block dz, Block z, Block target, Block weight, int classes, Block? total)
    {
        for (var k = 0; k < Replicas; k++)
        {
            for (var i = 0; i < z.Rows; i++)
            {
                var at = i * z.Columns;
                Softmax.Row(new ReadOnlySpan<float>(At(z, k) + at, z.Columns), new(At(dz, k) + at, z.Columns), classes);
                if (total is not null)
                    AddEntropy(At(total, k), At(dz, k) + at, At(target, k) + at, At(weight, k) + at, classes);
                for (var j = 0; j < z.Columns; j += Lanes)
                {
                    var excess = Vector512.Load(At(dz, k) + at + j) - Vector512.Load(At(target, k) + at + j);
                    (excess * Vector512.Load(At(weight, k) + at + j)).Store(At(dz, k) + at + j);
                }
            }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Accumulate(Block total, Block x, Block weight)
    {
        for (var k = 0; k < Replicas; k++)
        {
            for (var at = 0; at < Count(x); at += Lanes)
            {
                var w = Vector512.Load(At(weight, k) + at);
                Increase(At(total, k) + (at % x.Columns), w, Vector512.Load(At(x, k) + at));
            }
        }
    }

    private static void AddEntropy(float* total, float* probability, float* target, float* weight, int classes)
    {
        for (var c = 0; c < classes; c++)
        {
            if (target[c] != 0)
                total[c] -= weight[c] * target[c] * MathF.Log(MathF.Max(probability[c], LeastProbability));
        }
    }

    private static void Increase(float* total, Vector512<float> weight, Vector512<float> value) =>
        Vector512.FusedMultiplyAdd(weight, value, Vector512.Load(total)).Store(total);
}
