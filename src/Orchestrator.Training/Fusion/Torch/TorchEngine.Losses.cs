using static TorchSharp.torch;

namespace Orchestrator.Training.Fusion.Torch;

/// <content>Losses, their gradients, and what only generators need.</content>
internal sealed partial class TorchEngine
{
    private const double LeastProbability = 1e-30;

    /// <inheritdoc/>
    public override void Interpolate(Block x, Block real, Block fake, Block a, bool crossed)
    {
        using var scope = NewDisposeScope();
        var (r, f) = (Of(real), Of(fake));
        var places = Of(a).narrow(2, 0, real.Rows);
        if (!crossed)
        {
            Put(x, f + (places.transpose(1, 2) * (r - f)));
            return;
        }

        var share = places.reshape(Replicas, real.Rows, 1, 1);
        Put(x, (f.unsqueeze(1) + (share * (r - f).unsqueeze(1))).reshape(Replicas, x.Rows, x.Columns));
    }

    /// <inheritdoc/>
    public override void Penalty(Block u, Block g, Block valid, int group, float lambda, float share, Block total)
    {
        using var scope = NewDisposeScope();
        var groups = g.Rows / group;
        var mask = Of(valid).transpose(1, 2);
        var masked = Of(g) * mask;
        var norm = masked.square().reshape(Replicas, groups, (long)group * g.Columns).sum(2, keepdim: true).sqrt();
        var present = mask.reshape(Replicas, groups, group).sum(2, keepdim: true).gt(0);
        var excess = where(present, norm - 1, zeros_like(norm));
        Of(total).narrow(2, 0, 1).add_(excess.square().sum(1, keepdim: true) * (lambda * share));
        var factor = where(norm.eq(0), zeros_like(norm), excess / norm) * (2 * lambda * share);
        var rows = factor.expand(Replicas, groups, group).reshape(Replicas, g.Rows, 1);
        Put(u, masked * rows);
    }

    /// <inheritdoc/>
    public override void SigmoidLoss(Block dz, Block z, Block target, Block weight, Block? total, Block? mean)
    {
        using var scope = NewDisposeScope();
        var (logit, wanted, w) = (Of(z), Of(target), Of(weight));
        var probability = logit.sigmoid();
        if (mean is not null)
            Put(mean, (probability * w).sum(1, keepdim: true), add: true);
        if (total is not null)
        {
            var entropy = logit.clamp(min: 0) + logit.abs().neg().exp().log1p() - (wanted * logit);
            Put(total, (entropy * w).sum(1, keepdim: true), add: true);
        }

        Put(dz, (probability - wanted) * w);
    }

    /// <inheritdoc/>
    public override void SoftmaxLoss(Block dz, Block z, Block target, Block weight, int classes, Block? total)
    {
        using var scope = NewDisposeScope();
        var probabilities = Of(z).narrow(2, 0, classes).softmax(2);
        if (total is not null)
        {
            var entropy = probabilities.clamp(min: LeastProbability).log().neg() * Of(target).narrow(2, 0, classes);
            Of(total).narrow(2, 0, classes)
                .add_((entropy * Of(weight).narrow(2, 0, classes)).sum(1, keepdim: true));
        }

        var excess = (probabilities - Of(target).narrow(2, 0, classes)) * Of(weight).narrow(2, 0, classes);
        Of(dz).zero_();
        Of(dz).narrow(2, 0, classes).copy_(excess);
    }

    /// <inheritdoc/>
    public override void Accumulate(Block total, Block x, Block weight)
    {
        using var scope = NewDisposeScope();
        Put(total, (Of(x) * Of(weight)).sum(1, keepdim: true), add: true);
    }
}
