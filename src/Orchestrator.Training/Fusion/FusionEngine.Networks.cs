namespace Orchestrator.Training.Fusion;

/// <content>What networks of different settings need: masks, a loss for numbers, steps a replica.</content>
internal abstract partial class FusionEngine
{
    /// <summary>y [K,B,N] = y with each row multiplied by mask [K,1,N].</summary>
    public abstract void MaskColumns(Block y, Block mask);

    /// <summary>dz = 2 (z - target) ∘ weight; Σ weight ∘ (z - target)² is added to total.</summary>
    public abstract void SquaredLoss(Block dz, Block z, Block target, Block weight, Block? total);

    /// <summary>One step of gradient descent: θ -= rate · g. The steps are the replicas'.</summary>
    public abstract void Sgd(Block parameters, Block gradients, ReadOnlySpan<float> rates);

    /// <summary>One step with momentum: v = μ v - rate · g, θ += v.</summary>
    public abstract void Momentum(
        Block parameters, Block gradients, Block velocity, ReadOnlySpan<MomentumStep> steps);

    /// <summary>One step of Adagrad (Duchi et al. 2011): s += g², θ -= rate · g / (√s + ε).</summary>
    public abstract void Adagrad(Block parameters, Block gradients, Block sums, ReadOnlySpan<AdagradStep> steps);

    /// <summary>One step of RMSprop, the steps being the replicas'.</summary>
    public abstract void RmsProp(Block parameters, Block gradients, Block v, ReadOnlySpan<RmsPropStep> steps);

    /// <summary>One step of Adam, the steps being the replicas'.</summary>
    public abstract void Adam(Block parameters, Block gradients, Block m, Block v, ReadOnlySpan<AdamStep> steps);

    /// <summary>
    /// One step of Adam with Nesterov's momentum (Dozat 2016) as Keras takes it: m and v as in Adam, then
    /// θ -= rate · (a g + b m) / (√(c v) + ε).
    /// </summary>
    public abstract void Nadam(Block parameters, Block gradients, Block m, Block v, ReadOnlySpan<NadamStep> steps);
}
