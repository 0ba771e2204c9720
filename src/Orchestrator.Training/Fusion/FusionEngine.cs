using Orchestrator.Training.Fusion.Simd;

namespace Orchestrator.Training.Fusion;

/// <summary>
/// The arithmetic of fused training: every operation works on K replicas at once and keeps them apart, so a replica's
/// bits depend neither on K nor on its neighbours. Results go into blocks that the caller allocated; nothing is
/// allocated in a training step. Not thread-safe: one engine a group, one thread an engine. Disposing frees every
/// block.
/// </summary>
internal abstract partial class FusionEngine(int replicas) : IDisposable
{
    /// <summary>K, the number of replicas still training.</summary>
    public int Replicas { get; protected set; } = replicas;

    /// <summary>
    /// The engine for a device: <c>cpu</c> is vector code of our own, anything else goes through libtorch.
    /// </summary>
    public static FusionEngine For(string device, int replicas) =>
        IsCpu(device) ? new SimdEngine(replicas) : new Torch.TorchEngine(replicas, device);

    /// <summary>Zeros of shape [K, rows, columns].</summary>
    public abstract Block Allocate(int rows, int columns);

    /// <summary>
    /// The part of a [K, 1, P] block from <paramref name="offset"/> on, as [K, rows, columns]; shares its memory.
    /// </summary>
    public abstract Block View(Block flat, int offset, int rows, int columns);

    /// <summary>
    /// Host memory of a replica's part of a block, to be filled; it takes effect with <see cref="Commit"/>.
    /// </summary>
    public abstract Span<float> Stage(Block block, int replica);

    /// <summary>Puts what was staged into the block, for all replicas.</summary>
    public abstract void Commit(Block block);

    /// <summary>Copies a replica's part of a block to the host.</summary>
    public abstract void Download(Block block, int replica, Span<float> values);

    /// <summary>Keeps only the replicas listed, ascending, in every block.</summary>
    public abstract void Compact(ReadOnlySpan<int> survivors);

    /// <summary>Sets a block to zeros.</summary>
    public abstract void Clear(Block block);

    /// <summary>y [K,B,N] = x [K,B,M] · w [K,M,N] (+ bias [K,1,N]).</summary>
    public abstract void Linear(Block y, Block x, Block w, Block? bias);

    /// <summary>dx [K,B,M] = dy [K,B,N] · wᵀ.</summary>
    public abstract void LinearInputGradient(Block dx, Block dy, Block w);

    /// <summary>dw [K,M,N] = xᵀ · dy, added to what is there if <paramref name="add"/>.</summary>
    public abstract void LinearWeightGradient(Block dw, Block x, Block dy, bool add);

    /// <summary>db [K,1,N] = the column sums of dy, added to what is there if <paramref name="add"/>.</summary>
    public abstract void ColumnSums(Block db, Block dy, bool add);

    /// <summary>y = f(x).</summary>
    public abstract void Activate(Block y, Block x, Activation f);

    /// <summary>dx = dy ∘ f'(x), with f' taken from y = f(x).</summary>
    public abstract void ActivateGradient(Block dx, Block dy, Block y, Activation f);

    /// <summary>dx = a ∘ b ∘ f''(x), with f'' taken from y = f(x).</summary>
    public abstract void ActivateCurvature(Block dx, Block a, Block b, Block y, Activation f);

    /// <summary>y = a ∘ b.</summary>
    public abstract void Multiply(Block y, Block a, Block b);

    /// <summary>y += x.</summary>
    public abstract void Add(Block y, Block x);

    /// <summary>
    /// y = keep · y + take · x: a running average, or a step of gradient descent with keep 1 and take minus the rate.
    /// </summary>
    public abstract void Mix(Block y, float keep, Block x, float take);

    /// <summary>Holds every value of y in [-bound, bound]; what is not a number stays so.</summary>
    public abstract void Clip(Block y, float bound);

    /// <summary>
    /// Batch normalisation (Ioffe and Szegedy 2015, algorithm 1) with weights [K,1,B] of the rows that sum to one (zero
    /// for padding): keeps the normalised rows and 1/σ, and moves the running mean and (biased) variance. Frozen: mean
    /// 0, variance 1, nothing moves.
    /// </summary>
    public abstract void BatchNorm(Block y, Block x, NormState state, Block rowWeights, NormOptions options);

    /// <summary>
    /// Backward of <see cref="BatchNorm"/>: dx from dy, and the gradients of scale and shift (added if
    /// <paramref name="add"/>).
    /// </summary>
    public abstract void BatchNormGradient(
        Block dx, Block dy, NormState state, Block rowWeights, NormOptions options, bool add);

    /// <summary>
    /// x [K,B,D] = a·real + (1-a)·fake with a [K,1,B] a row; crossed: x [K,B·B,D], row i·B+j mixes row j by a of i. a
    /// may be longer.
    /// </summary>
    public abstract void Interpolate(Block x, Block real, Block fake, Block a, bool crossed);

    /// <summary>
    /// The two-sided gradient penalty: groups of <paramref name="group"/> rows of g (those with valid [K,1,rows] = 1)
    /// have norms r; u = d/dg of λ Σ share (r - 1)², and the penalty itself is added to column 0 of <paramref
    /// name="total"/> [K,1,16].
    /// </summary>
    public abstract void Penalty(Block u, Block g, Block valid, int group, float lambda, float share, Block total);

    /// <summary>
    /// dz = (σ(z) - target) ∘ weight; Σ weight ∘ cross entropy is added to total, Σ weight ∘ σ(z) to mean.
    /// </summary>
    public abstract void SigmoidLoss(Block dz, Block z, Block target, Block weight, Block? total, Block? mean);

    /// <summary>
    /// dz = (softmax(z) - target) ∘ weight over the first <paramref name="classes"/> columns; Σ weight ∘ cross entropy
    /// is added to total, a column for each class.
    /// </summary>
    public abstract void SoftmaxLoss(Block dz, Block z, Block target, Block weight, int classes, Block? total);

    /// <summary>total [K,1,N] += the column sums of x ∘ weight.</summary>
    public abstract void Accumulate(Block total, Block x, Block weight);

    /// <summary>
    /// One step of Adam (Kingma and Ba 2015) as Keras takes it: ε stands outside the bias correction.
    /// </summary>
    public abstract void Adam(Block parameters, Block gradients, Block m, Block v, AdamStep step);

    /// <summary>One step of RMSprop as Keras takes it: θ -= rate · g / (√v + ε).</summary>
    public abstract void RmsProp(Block parameters, Block gradients, Block v, RmsPropStep step);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees every block.</summary>
    protected abstract void Dispose(bool disposing);

    private static bool IsCpu(string device) => device == "cpu";
}
