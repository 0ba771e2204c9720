using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Orchestrator.Training.Fusion.Simd;

/// <content>Products, elementwise functions, normalisation and optimiser steps.</content>
internal sealed unsafe partial class SimdEngine
{
    /// <inheritdoc/>
    public override void Linear(Block y, Block x, Block w, Block? bias)
    {
        for (var k = 0; k < Replicas; k++)
        {
            var start = bias is null ? null : At(bias, k);
            Gemm.Multiply(
                At(x, k), x.Columns, 1, At(w, k), w.Columns, At(y, k), y.Columns,
                y.Rows, y.Columns, w.UsedRows, start, false);
        }
    }

    /// <inheritdoc/>
    public override void LinearInputGradient(Block dx, Block dy, Block w)
    {
        var transposed = Scratch(w.Rows * w.Columns);
        for (var k = 0; k < Replicas; k++)
        {
            Transposition.Run(At(w, k), w.Columns, transposed, w.Rows, w.UsedColumns);
            Gemm.Multiply(
                At(dy, k), dy.Columns, 1, transposed, w.Rows, At(dx, k), dx.Columns,
                dx.Rows, dx.Columns, w.UsedColumns, null, false);
        }
    }

    /// <inheritdoc/>
    public override void LinearWeightGradient(Block dw, Block x, Block dy, bool add)
    {
        for (var k = 0; k < Replicas; k++)
        {
            Gemm.Multiply(
                At(x, k), 1, x.Columns, At(dy, k), dy.Columns, At(dw, k), dw.Columns,
                Block.PadRows(dw.UsedRows), dw.Columns, x.Rows, null, add);
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void ColumnSums(Block db, Block dy, bool add)
    {
        for (var k = 0; k < Replicas; k++)
        {
            var sums = At(db, k);
            var values = At(dy, k);
            for (var j = 0; j < dy.Columns; j += Vector512<float>.Count)
            {
                var sum = add ? Vector512.Load(sums + j) : Vector512<float>.Zero;
                for (var i = 0; i < dy.Rows; i++)
                    sum += Vector512.Load(values + (i * dy.Columns) + j);
                sum.Store(sums + j);
            }
        }
    }

    /// <inheritdoc/>
    public override void Activate(Block y, Block x, Activation f)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.Activate(At(y, k), At(x, k), Count(x), f);
    }

    /// <inheritdoc/>
    public override void ActivateGradient(Block dx, Block dy, Block y, Activation f)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.Gradient(At(dx, k), At(dy, k), At(y, k), Count(y), f);
    }

    /// <inheritdoc/>
    public override void ActivateCurvature(Block dx, Block a, Block b, Block y, Activation f)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.Curvature(At(dx, k), At(a, k), At(b, k), At(y, k), Count(y), f);
    }

    /// <inheritdoc/>
    public override void Multiply(Block y, Block a, Block b)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.Multiply(At(y, k), At(a, k), At(b, k), Count(y));
    }

    /// <inheritdoc/>
    public override void Add(Block y, Block x)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.Add(At(y, k), At(x, k), Count(y));
    }

    /// <inheritdoc/>
    public override void Mix(Block y, float keep, Block x, float take)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.Mix(At(y, k), keep, At(x, k), take, Count(y));
    }

    /// <inheritdoc/>
    public override void Clip(Block y, float bound)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.Clip(At(y, k), bound, Count(y));
    }

    /// <inheritdoc/>
    public override void BatchNorm(Block y, Block x, NormState state, Block rowWeights, NormOptions options)
    {
        for (var k = 0; k < Replicas; k++)
            BatchNormalisation.Forward(At(y, k), At(x, k), At(rowWeights, k), x.Rows, x.Columns, k, state, options);
    }

    /// <inheritdoc/>
    public override void BatchNormGradient(
        Block dx, Block dy, NormState state, Block rowWeights, NormOptions options, bool add)
    {
        for (var k = 0; k < Replicas; k++)
        {
            BatchNormalisation.Backward(
                At(dx, k), At(dy, k), At(rowWeights, k), dy.Rows, dy.Columns, k, state, options.Frozen, add);
        }
    }

    /// <inheritdoc/>
    public override void Adam(Block parameters, Block gradients, Block m, Block v, AdamStep step)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.Adam(At(parameters, k), At(gradients, k), At(m, k), At(v, k), Count(parameters), step);
    }

    /// <inheritdoc/>
    public override void RmsProp(Block parameters, Block gradients, Block v, RmsPropStep step)
    {
        for (var k = 0; k < Replicas; k++)
            Elementwise.RmsProp(At(parameters, k), At(gradients, k), At(v, k), Count(parameters), step);
    }
}
