namespace Orchestrator.Training.Fusion;

/// <content>What generators of one-hot runs need: their activations and losses, and a latent space.</content>
internal abstract partial class FusionEngine
{
    /// <summary>
    /// Columns yAt.. of y = (or += if <paramref name="add"/>) columns xAt.. of x; places and count are multiples of 16.
    /// </summary>
    public abstract void CopyColumns(Block y, int yAt, Block x, int xAt, int count, bool add);

    /// <summary>Holds every value of y in [low, high]; what is not a number stays so.</summary>
    public abstract void Clamp(Block y, float low, float high);

    /// <summary>
    /// The first columns of y [K,B,≥D] = tanh(x) at places and softmax((x + noise) / temperature) over each one-hot run
    /// (Jang et al. 2017); padding up to D becomes 0, columns behind it stay.
    /// </summary>
    public abstract void ActivateGroups(Block y, Block x, Block noise, ColumnGroups groups, float temperature);

    /// <summary>
    /// dx [K,B,D] from dy [K,B,≥D], the gradient of <see cref="ActivateGroups"/> taken from y [K,B,≥D].
    /// </summary>
    public abstract void ActivateGroupsGradient(Block dx, Block dy, Block y, ColumnGroups groups, float temperature);

    /// <summary>
    /// The cross entropy of one-hot runs: for each run and row with target t (of sum 1, or 0: passed over), dz = w
    /// (softmax(z + shift) - t), added to what is there if <paramref name="add"/>, else other columns are 0. Σ w
    /// cross entropy is added to column 0 of total.
    /// </summary>
    /// <param name="dz">[K,B,D].</param>
    /// <param name="z">[K,B,D].</param>
    /// <param name="shift">[K,1,D], 0 or so low that a column gets no probability.</param>
    /// <param name="target">[K,B,D].</param>
    /// <param name="rowWeights">w, [K,1,B].</param>
    /// <param name="groups">The runs.</param>
    /// <param name="add">Add to dz.</param>
    /// <param name="total">[K,1,16].</param>
    public abstract void GroupLoss(
        Block dz, Block z, Block shift, Block target, Block rowWeights, ColumnGroups groups, bool add, Block total);

    /// <summary>
    /// -log of a normal density around tanh(z) with deviation σ at places, but for its constant: w ((t - tanh z)² / 2σ²
    /// + log σ); its gradients are added to dz [K,B,D] and set in dSigma [K,1,D]; the sum is added to column 0 of
    /// total.
    /// </summary>
    public abstract void PlaceLoss(
        Block dz, Block dSigma, Block z, Block sigma, Block target, Block rowWeights, ColumnGroups groups,
        Block total);

    /// <summary>z [K,B,E] = μ + ε e^(log σ² / 2), where heads [K,B,2E] is μ and behind it log σ².</summary>
    public abstract void Reparameterise(Block z, Block heads, Block noise);

    /// <summary>
    /// dHeads from dz of <see cref="Reparameterise"/>, and of w times the divergence from the standard normal, which is
    /// added to column 0 of total (Kingma and Welling 2014, appendix B).
    /// </summary>
    public abstract void ReparameteriseGradient(
        Block dHeads, Block dz, Block heads, Block noise, Block rowWeights, Block total);
}
