using static TorchSharp.torch;

namespace Orchestrator.Training.Fusion.Torch;

/// <content>What diffusion models need.</content>
internal sealed partial class TorchEngine
{
    private const double LeastShare = 1e-37;

    /// <inheritdoc/>
    public override void Take(Block y, Block table, Block rows)
    {
        using var scope = NewDisposeScope();
        var index = Of(rows).narrow(2, 0, y.Rows).transpose(1, 2).to_type(ScalarType.Int64);
        Put(y, Of(table).gather(1, index.expand(Replicas, y.Rows, y.Columns)));
    }

    /// <inheritdoc/>
    public override void CategoryLoss(
        Block dz, Block z, CategoryStep step, IReadOnlyList<ColumnRun> runs, Block weight, Block total)
    {
        foreach (var run in runs)
        {
            using var scope = NewDisposeScope();
            Tensor Part(Block block) => Of(block).narrow(2, run.Start, run.Width);
            var (q, w) = (Part(step.Posterior), Part(weight));
            var start = nn.functional.log_softmax(Part(z), 2);
            var own = start + Part(step.Keep);
            var mixture = maximum(own, Part(step.Mix)) + (own - Part(step.Mix)).abs().neg().exp().log1p();
            var back = nn.functional.log_softmax(mixture + Part(step.Likelihood), 2);
            var gap = q.clamp(min: LeastShare).log() - back;
            Part(total).add_((q * gap * w).sum(1, keepdim: true));
            var slope = (back.exp() - q) * (own - mixture).exp();
            Part(dz).add_((slope - (start.exp() * slope.sum(2, keepdim: true))) * w);
        }
    }
}
