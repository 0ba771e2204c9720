using static TorchSharp.torch;

namespace Orchestrator.Training.Fusion.Torch;

/// <content>Products, elementwise functions, normalisation and optimiser steps.</content>
internal sealed partial class TorchEngine
{
    /// <inheritdoc/>
    public override void Linear(Block y, Block x, Block w, Block? bias)
    {
        using var scope = NewDisposeScope();
        var product = bmm(Of(x), Of(w));
        Put(y, bias is null ? product : product + Of(bias));
    }

    /// <inheritdoc/>
    public override void LinearInputGradient(Block dx, Block dy, Block w)
    {
        using var scope = NewDisposeScope();
        Put(dx, bmm(Of(dy), Of(w).transpose(1, 2)));
    }

    /// <inheritdoc/>
    public override void LinearWeightGradient(Block dw, Block x, Block dy, bool add)
    {
        using var scope = NewDisposeScope();
        Put(dw, bmm(Of(x).transpose(1, 2), Of(dy)), add);
    }

    /// <inheritdoc/>
    public override void ColumnSums(Block db, Block dy, bool add)
    {
        using var scope = NewDisposeScope();
        Put(db, Of(dy).sum(1, keepdim: true), add);
    }

    /// <inheritdoc/>
    public override void Activate(Block y, Block x, Activation f)
    {
        using var scope = NewDisposeScope();
        Put(y, TorchActivations.Value(Of(x), f));
    }

    /// <inheritdoc/>
    public override void ActivateGradient(Block dx, Block dy, Block y, Activation f)
    {
        using var scope = NewDisposeScope();
        Put(dx, Of(dy) * TorchActivations.Slope(Of(y), f));
    }

    /// <inheritdoc/>
    public override void ActivateCurvature(Block dx, Block a, Block b, Block y, Activation f)
    {
        using var scope = NewDisposeScope();
        Put(dx, Of(a) * Of(b) * TorchActivations.Curvature(Of(y), f));
    }

    /// <inheritdoc/>
    public override void Multiply(Block y, Block a, Block b)
    {
        using var scope = NewDisposeScope();
        Put(y, Of(a) * Of(b));
    }

    /// <inheritdoc/>
    public override void Add(Block y, Block x)
    {
        using var scope = NewDisposeScope();
        Put(y, Of(x), add: true);
    }

    /// <inheritdoc/>
    public override void Mix(Block y, float keep, Block x, float take)
    {
        using var scope = NewDisposeScope();
        Of(y).mul_(keep).add_(Of(x), take);
    }

    /// <inheritdoc/>
    public override void Clip(Block y, float bound)
    {
        using var scope = NewDisposeScope();
        Put(y, Of(y).clamp(min: -bound, max: bound));
    }

    /// <inheritdoc/>
    public override void BatchNorm(Block y, Block x, NormState state, Block rowWeights, NormOptions options)
    {
        using var scope = NewDisposeScope();
        var (value, mean, variance) = (Of(x), zeros_like(Of(state.RunningMean)), ones_like(Of(state.RunningMean)));
        if (!options.Frozen)
        {
            mean = bmm(Of(rowWeights), value);
            variance = bmm(Of(rowWeights), (value - mean).square());
            Of(state.RunningMean).mul_(options.Momentum).add_(mean * (1 - options.Momentum));
            Of(state.RunningVariance).mul_(options.Momentum).add_(variance * (1 - options.Momentum));
        }

        Put(state.InverseDeviation, (variance + options.Epsilon).sqrt().reciprocal());
        Put(state.Normalised, (value - mean) * Of(state.InverseDeviation));
        Put(y, (Of(state.Normalised) * Of(state.Scale)) + Of(state.Shift));
    }

    /// <inheritdoc/>
    public override void BatchNormGradient(
        Block dx, Block dy, NormState state, Block rowWeights, NormOptions options, bool add)
    {
        using var scope = NewDisposeScope();
        var (d, normalised) = (Of(dy), Of(state.Normalised));
        var (sum, product) = (d.sum(1, keepdim: true), (d * normalised).sum(1, keepdim: true));
        var inner = options.Frozen ? d : d - (Of(rowWeights).transpose(1, 2) * (sum + (normalised * product)));
        Put(dx, inner * (Of(state.Scale) * Of(state.InverseDeviation)));
        Put(state.ScaleGradient, product, add);
        Put(state.ShiftGradient, sum, add);
    }

    /// <inheritdoc/>
    public override void Adam(Block parameters, Block gradients, Block m, Block v, AdamStep step)
    {
        using var scope = NewDisposeScope();
        var g = Of(gradients);
        Of(m).mul_(step.Beta1).add_(g, 1 - step.Beta1);
        Of(v).mul_(step.Beta2).addcmul_(g, g, 1 - step.Beta2);
        Of(parameters).addcdiv_(Of(m), Of(v).sqrt().add_(step.Epsilon), -step.Rate);
    }

    /// <inheritdoc/>
    public override void RmsProp(Block parameters, Block gradients, Block v, RmsPropStep step)
    {
        using var scope = NewDisposeScope();
        var g = Of(gradients);
        Of(v).mul_(step.Rho).addcmul_(g, g, 1 - step.Rho);
        Of(parameters).addcdiv_(g, Of(v).sqrt().add_(step.Epsilon), -step.Rate);
    }
}
