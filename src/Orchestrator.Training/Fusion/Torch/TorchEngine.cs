using static TorchSharp.torch;

namespace Orchestrator.Training.Fusion.Torch;

/// <summary>
/// The engine of accelerators: blocks are tensors [K, rows, columns] on a device of libtorch, products are batched,
/// gradients are explicit, so there is no autograd graph. Every operation frees its temporaries; only blocks live on.
/// </summary>
internal sealed partial class TorchEngine : FusionEngine
{
    private readonly Device _device;
    private readonly List<TorchBlock> _owned = [];
    private readonly List<TorchBlock> _views = [];

    /// <summary>An engine on <c>cpu</c> or <c>cuda:N</c>.</summary>
    public TorchEngine(int replicas, string device)
        : base(replicas)
    {
        _device = new Device(device);
    }

    /// <inheritdoc/>
    public override Block Allocate(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        var block = new TorchBlock(Keep(zeros([Replicas, rows, columns], device: _device)), rows, columns);
        _owned.Add(block);
        return block;
    }

    /// <inheritdoc/>
    public override Block View(Block flat, int offset, int rows, int columns)
    {
        using var scope = NewDisposeScope();
        var whole = (TorchBlock)flat;
        var window = Keep(Window(whole, offset, rows, columns));
        var view = new TorchBlock(window, rows, columns) { Whole = whole, Offset = offset };
        _views.Add(view);
        return view;
    }

    /// <inheritdoc/>
    public override Span<float> Stage(Block block, int replica)
    {
        var own = (TorchBlock)block;
        own.Staged ??= new float[Replicas * own.Count];
        return own.Staged.AsSpan(replica * own.Count, own.Count);
    }

    /// <inheritdoc/>
    public override void Commit(Block block)
    {
        using var scope = NewDisposeScope();
        var own = (TorchBlock)block;
        own.Tensor.copy_(tensor(own.Staged!, [Replicas, own.Rows, own.Columns]));
    }

    /// <inheritdoc/>
    public override void Download(Block block, int replica, Span<float> values)
    {
        using var scope = NewDisposeScope();
        Of(block).select(0, replica).contiguous().cpu().data<float>().ToArray().CopyTo(values);
    }

    /// <inheritdoc/>
    public override void Compact(ReadOnlySpan<int> survivors)
    {
        using var scope = NewDisposeScope();
        var places = new long[survivors.Length];
        for (var k = 0; k < places.Length; k++)
            places[k] = survivors[k];
        var index = tensor(places).to(_device);
        foreach (var block in _owned)
        {
            Replace(block, block.Tensor.index_select(0, index));
            block.Staged = null;
        }

        Replicas = survivors.Length;
        foreach (var view in _views)
            Replace(view, Window(view.Whole!, view.Offset, view.Rows, view.Columns));
    }

    /// <inheritdoc/>
    public override void Clear(Block block)
    {
        using var scope = NewDisposeScope();
        Of(block).zero_();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var view in _views)
            view.Tensor.Dispose();
        foreach (var block in _owned)
            block.Tensor.Dispose();
        foreach (var groups in _groups.Values)
            groups.Dispose();
        _views.Clear();
        _owned.Clear();
        _groups.Clear();
    }

    private static Tensor Of(Block block) => ((TorchBlock)block).Tensor;

    /// <summary>Takes a tensor out of every scope: a block lives until the engine is disposed.</summary>
    private static Tensor Keep(Tensor value) => value.DetachFromDisposeScope();

    private static void Replace(TorchBlock block, Tensor value)
    {
        block.Tensor.Dispose();
        block.Tensor = Keep(value);
    }

    private Tensor Window(TorchBlock whole, int offset, int rows, int columns) =>
        whole.Tensor.narrow(2, offset, (long)rows * columns).view(Replicas, rows, columns);

    private static void Put(Block target, Tensor value, bool add = false)
    {
        if (add)
            Of(target).add_(value);
        else
            Of(target).copy_(value);
    }
}
