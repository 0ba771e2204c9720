using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Orchestrator.Training.Fusion.Torch;

/// <content>Masks, the loss for numbers, and steps with numbers a replica.</content>
internal sealed partial class TorchEngine
{
    /// <inheritdoc/>
    public override void MaskColumns(Block y, Block mask)
    {
        using var scope = NewDisposeScope();
        Of(y).mul_(Of(mask));
    }

    /// <inheritdoc/>
    public override void SquaredLoss(Block dz, Block z, Block target, Block weight, Block? total)
    {
        using var scope = NewDisposeScope();
        var excess = Of(z) - Of(target);
        if (total is not null)
            Put(total, (excess.square() * Of(weight)).sum(1, keepdim: true), add: true);
        Put(dz, excess * Of(weight) * 2);
    }

    /// <inheritdoc/>
    public override void Sgd(Block parameters, Block gradients, ReadOnlySpan<float> rates)
    {
        using var scope = NewDisposeScope();
        var numbers = Numbers(rates);
        Of(parameters).sub_(Of(gradients) * numbers[0]);
    }

    /// <inheritdoc/>
    public override void Momentum(
        Block parameters, Block gradients, Block velocity, ReadOnlySpan<MomentumStep> steps)
    {
        using var scope = NewDisposeScope();
        var numbers = Numbers(steps);
        Of(velocity).mul_(numbers[1]).sub_(Of(gradients) * numbers[0]);
        Of(parameters).add_(Of(velocity));
    }

    /// <inheritdoc/>
    public override void Adagrad(Block parameters, Block gradients, Block sums, ReadOnlySpan<AdagradStep> steps)
    {
        using var scope = NewDisposeScope();
        var (g, numbers) = (Of(gradients), Numbers(steps));
        Of(sums).addcmul_(g, g, 1);
        Of(parameters).sub_(g / Of(sums).sqrt().add_(numbers[1]) * numbers[0]);
    }

    /// <inheritdoc/>
    public override void RmsProp(Block parameters, Block gradients, Block v, ReadOnlySpan<RmsPropStep> steps)
    {
        using var scope = NewDisposeScope();
        var (g, numbers) = (Of(gradients), Numbers(steps));
        Of(v).mul_(numbers[1]).add_(g * g * (numbers[1].neg() + 1));
        Of(parameters).sub_(g / Of(v).sqrt().add_(numbers[2]) * numbers[0]);
    }

    /// <inheritdoc/>
    public override void Adam(Block parameters, Block gradients, Block m, Block v, ReadOnlySpan<AdamStep> steps)
    {
        using var scope = NewDisposeScope();
        var numbers = Numbers(steps);
        MoveMoments(Of(gradients), Of(m), Of(v), numbers[1], numbers[2]);
        Of(parameters).sub_(Of(m) / Of(v).sqrt().add_(numbers[3]) * numbers[0]);
    }

    /// <inheritdoc/>
    public override void Nadam(Block parameters, Block gradients, Block m, Block v, ReadOnlySpan<NadamStep> steps)
    {
        using var scope = NewDisposeScope();
        var numbers = Numbers(steps);
        MoveMoments(Of(gradients), Of(m), Of(v), numbers[1], numbers[2]);
        var direction = (Of(gradients) * numbers[4]) + (Of(m) * numbers[5]);
        Of(parameters).sub_(direction / (Of(v) * numbers[6]).sqrt_().add_(numbers[3]) * numbers[0]);
    }

    private static void MoveMoments(Tensor g, Tensor m, Tensor v, Tensor beta1, Tensor beta2)
    {
        m.mul_(beta1).add_(g * (beta1.neg() + 1));
        v.mul_(beta2).add_(g * g * (beta2.neg() + 1));
    }

    /// <summary>The n numbers of each replica's step, as n tensors [K,1,1]; one copy to the device.</summary>
    private Tensor[] Numbers<T>(ReadOnlySpan<T> steps)
        where T : unmanaged
    {
        var values = MemoryMarshal.Cast<T, float>(steps[..Replicas]).ToArray();
        var count = values.Length / Replicas;
        var together = tensor(values, [Replicas, 1, count]).to(_device);
        return [.. Enumerable.Range(0, count).Select(i => together.narrow(2, i, 1))];
    }
}
