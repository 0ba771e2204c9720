using static TorchSharp.torch;

namespace Orchestrator.Training.Fusion.Torch;

/// <content>What generators of one-hot runs need.</content>
internal sealed partial class TorchEngine
{
    private readonly Dictionary<ColumnGroups, TorchGroups> _groups = [];

    /// <inheritdoc/>
    public override void CopyColumns(Block y, int yAt, Block x, int xAt, int count, bool add)
    {
        if (count == 0)
            return;
        using var scope = NewDisposeScope();
        var (to, from) = (Of(y).narrow(2, yAt, count), Of(x).narrow(2, xAt, count));
        if (add)
            to.add_(from);
        else
            to.copy_(from);
    }

    /// <inheritdoc/>
    public override void Clamp(Block y, float low, float high)
    {
        using var scope = NewDisposeScope();
        Put(y, Of(y).clamp(min: low, max: high));
    }

    /// <inheritdoc/>
    public override void ActivateGroups(Block y, Block x, Block noise, ColumnGroups groups, float temperature)
    {
        using var scope = NewDisposeScope();
        var tensors = Tensors(groups);
        var shares = (tensors.Spread(Of(x) + Of(noise), float.NegativeInfinity) / temperature).softmax(3);
        Of(y).narrow(2, 0, groups.PaddedWidth).copy_(tensors.Gather(shares) + (Of(x).tanh() * tensors.Places));
    }

    /// <inheritdoc/>
    public override void ActivateGroupsGradient(Block dx, Block dy, Block y, ColumnGroups groups, float temperature)
    {
        using var scope = NewDisposeScope();
        var tensors = Tensors(groups);
        var (d, value) = (Of(dy).narrow(2, 0, groups.PaddedWidth), Of(y).narrow(2, 0, groups.PaddedWidth));
        var products = tensors.Spread(value * d, 0);
        var sums = tensors.Gather(products.sum(3, keepdim: true).expand(products.shape));
        var runs = value * (d - sums) * tensors.Runs / temperature;
        Put(dx, runs + (d * ((value * value).neg() + 1) * tensors.Places));
    }

    /// <inheritdoc/>
    public override void GroupLoss(
        Block dz, Block z, Block shift, Block target, Block rowWeights, ColumnGroups groups, bool add, Block total)
    {
        using var scope = NewDisposeScope();
        var (tensors, w) = (Tensors(groups), Of(rowWeights).transpose(1, 2));
        var logits = Of(z) + Of(shift);
        var (spread, wanted) = (tensors.Spread(logits, float.NegativeInfinity), tensors.Spread(Of(target), 0));
        var present = wanted.sum(3, keepdim: true);
        Put(dz, tensors.Gather((spread.softmax(3) * present) - wanted) * w, add);
        var (largest, _) = spread.max(3, keepdim: true);
        var logarithm = (spread - largest).exp().sum(3, keepdim: true).log() + largest;
        var entropy = (logarithm * present).sum(2)
            - (Of(target) * logits * tensors.Runs).sum(2, keepdim: true);
        Of(total).narrow(2, 0, 1).add_((entropy * w).sum(1, keepdim: true));
    }

    /// <inheritdoc/>
    public override void PlaceLoss(
        Block dz, Block dSigma, Block z, Block sigma, Block target, Block rowWeights, ColumnGroups groups, Block total)
    {
        using var scope = NewDisposeScope();
        var w = Of(rowWeights).transpose(1, 2) * Tensors(groups).Places;
        var (value, s) = (Of(z).tanh(), Of(sigma));
        var d = value - Of(target);
        var square = d.square() / s.square();
        Of(total).narrow(2, 0, 1).add_((((square * 0.5) + s.log()) * w).sum([1, 2]).reshape(Replicas, 1, 1));
        Put(dz, w * d / s.square() * (value.square().neg() + 1), add: true);
        Put(dSigma, (w * (square.neg() + 1) / s).sum(1, keepdim: true));
    }

    /// <inheritdoc/>
    public override void Reparameterise(Block z, Block heads, Block noise)
    {
        using var scope = NewDisposeScope();
        var (mean, logarithm) = (Of(heads).narrow(2, 0, z.Columns), Of(heads).narrow(2, z.Columns, z.Columns));
        Put(z, mean + (Of(noise) * (logarithm * 0.5).exp()));
    }

    /// <inheritdoc/>
    public override void ReparameteriseGradient(
        Block dHeads, Block dz, Block heads, Block noise, Block rowWeights, Block total)
    {
        using var scope = NewDisposeScope();
        var columns = dz.Columns;
        var (mean, logarithm) = (Of(heads).narrow(2, 0, columns), Of(heads).narrow(2, columns, columns));
        var (w, deviation) = (Of(rowWeights).transpose(1, 2), (logarithm * 0.5).exp());
        var excess = deviation.square() - 1;
        Of(dHeads).narrow(2, 0, columns).copy_(Of(dz) + (w * mean));
        Of(dHeads).narrow(2, columns, columns).copy_(((Of(dz) * Of(noise) * deviation) + (w * excess)) * 0.5);
        var divergence = (mean.square() + excess - logarithm) * 0.5 * w;
        Of(total).narrow(2, 0, 1).add_(divergence.sum([1, 2]).reshape(Replicas, 1, 1));
    }

    private TorchGroups Tensors(ColumnGroups groups)
    {
        if (!_groups.TryGetValue(groups, out var tensors))
            _groups[groups] = tensors = new TorchGroups(groups, _device);
        return tensors;
    }
}
