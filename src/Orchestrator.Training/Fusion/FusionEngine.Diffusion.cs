namespace Orchestrator.Training.Fusion;

/// <content>What diffusion models need.</content>
internal abstract partial class FusionEngine
{
    /// <summary>y [K,B,N] = the rows of table [K,T,N] that rows [K,1,B or more] name, whole numbers from 0.</summary>
    public abstract void Take(Block y, Block table, Block rows);

    /// <summary>
    /// The divergence of categories' step back, in log space: z [K,B,D] are logits of x_0, a softmax over each run;
    /// log p(x_{t-1}) = likelihood + log(ᾱ softmax + mix), normalised over the run. dz += weight ∘ d KL(posterior || p)
    /// / dz; Σ weight ∘ KL is added to total [K,1,D]. Weights are the same within a run and 0 outside of runs.
    /// </summary>
    public abstract void CategoryLoss(
        Block dz, Block z, CategoryStep step, IReadOnlyList<ColumnRun> runs, Block weight, Block total);
}
