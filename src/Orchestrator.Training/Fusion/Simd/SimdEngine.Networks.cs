using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Fusion.Simd;

/// <content>Masks, the loss for numbers, and steps with numbers a replica.</content>
internal sealed unsafe partial class SimdEngine
{
    /// <inheritdoc/>
    public override void MaskColumns(Block y, Block mask)
    {
        for (var k = 0; k < Replicas; k++)
        {
            for (var at = 0; at < Count(y); at += y.Columns)
                Elementwise.Multiply(At(y, k) + at, At(y, k) + at, At(mask, k), y.Columns);
        }
    }

    /// <inheritdoc/>
    public override void SquaredLoss(Block dz, Block z, Block target, Block weight, Block? total)
    {
        for (var k = 0; k < Replicas; k++)
        {
            for (var at = 0; at < Count(z); at += Lanes)
            {
                var excess = Vector512.Load(At(z, k) + at) - Vector512.Load(At(target, k) + at);
                var w = Vector512.Load(At(weight, k) + at);
                ((excess + excess) * w).Store(At(dz, k) + at);
                if (total is not null)
                    Increase(At(total, k) + (at % z.Columns), w, excess * excess);
            }
        }
    }

    /// <inheritdoc/>
    public override void Sgd(Block parameters, Block gradients, ReadOnlySpan<float> rates)
    {
        for (var k = 0; k < Replicas; k++)
            OptimiserLoops.Sgd(At(parameters, k), At(gradients, k), Count(parameters), rates[k]);
    }

    /// <inheritdoc/>
    public override void Momentum(
        Block parameters, Block gradients, Block velocity, ReadOnlySpan<MomentumStep> steps)
    {
        for (var k = 0; k < Replicas; k++)
        {
            OptimiserLoops.Momentum(
                At(parameters, k), At(gradients, k), At(velocity, k), Count(parameters), steps[k]);
        }
    }

    /// <inheritdoc/>
    public override void Adagrad(Block parameters, Block gradients, Block sums, ReadOnlySpan<AdagradStep> steps)
    {
        for (var k = 0; k < Replicas; k++)
            OptimiserLoops.Adagrad(At(parameters, k), At(gradients, k), At(sums, k), Count(parameters), steps[k]);
    }

    /// <inheritdoc/>
    public override void RmsProp(Block parameters, Block gradients, Block v, ReadOnlySpan<RmsPropStep> steps)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.RmsProp(At(parameters, k), At(gradients, k), At(v, k), Count(parameters), steps[k]);
    }

    /// <inheritdoc/>
    public override void Adam(Block parameters, Block gradients, Block m, Block v, ReadOnlySpan<AdamStep> steps)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.Adam(At(parameters, k), At(gradients, k), At(m, k), At(v, k), Count(parameters), steps[k]);
    }

    /// <inheritdoc/>
    public override void Nadam(Block parameters, Block gradients, Block m, Block v, ReadOnlySpan<NadamStep> steps)
    {
        for (var k = 0; k < Replicas; k++)
        {
            OptimiserLoops.Nadam(
                At(parameters, k), At(gradients, k), At(m, k), At(v, k), Count(parameters), steps[k]);
        }
    }
}
