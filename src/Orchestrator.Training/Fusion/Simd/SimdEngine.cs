using System.Runtime.InteropServices;

namespace Orchestrator.Training.Fusion.Simd;

/// <summary>
/// The engine of the CPU: 512-bit vector code over native memory, one replica after the other, so that a replica's
/// weights and activations stay in the core's own cache through a step. Needs no native library.
/// </summary>
internal sealed unsafe partial class SimdEngine(int replicas) : FusionEngine(replicas)
{
    private readonly List<(SimdBlock Block, nint Memory)> _owned = [];
    private float* _scratch;
    private int _scratchCount;

    /// <inheritdoc/>
    public override Block Allocate(int rows, int columns)
    {
        var stride = (long)rows * columns;
        var bytes = (nuint)(stride * Replicas * sizeof(float));
        var memory = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        var block = new SimdBlock(memory, stride, rows, columns);
        _owned.Add((block, (nint)memory));
        return block;
    }

    /// <inheritdoc/>
    public override Block View(Block flat, int offset, int rows, int columns)
    {
        var whole = (SimdBlock)flat;
        return new SimdBlock(whole.At(0) + offset, whole.Stride, rows, columns);
    }

    /// <inheritdoc/>
    public override Span<float> Stage(Block block, int replica) => new(At(block, replica), Count(block));

    /// <inheritdoc/>
    public override void Commit(Block block)
    {
        // What is staged is already in place.
    }

    /// <inheritdoc/>
    public override void Download(Block block, int replica, Span<float> values) =>
        new ReadOnlySpan<float>(At(block, replica), Count(block)).CopyTo(values);

    /// <inheritdoc/>
    public override void Compact(ReadOnlySpan<int> survivors)
    {
        foreach (var (block, _) in _owned)
        {
            for (var k = 0; k < survivors.Length; k++)
            {
                if (survivors[k] != k)
                    new ReadOnlySpan<float>(block.At(survivors[k]), block.Count).CopyTo(new(block.At(k), block.Count));
            }
        }

        Replicas = survivors.Length;
    }

    /// <inheritdoc/>
    public override void Clear(Block block)
    {
        for (var k = 0; k < Replicas; k++)
            Stage(block, k).Clear();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var (_, memory) in _owned)
            NativeMemory.AlignedFree((void*)memory);
        _owned.Clear();
        NativeMemory.AlignedFree(_scratch);
        _scratch = null;
    }

    private static float* At(Block block, int replica) => ((SimdBlock)block).At(replica);

    private static int Count(Block block) => ((SimdBlock)block).Count;

    private float* Scratch(int count)
    {
        if (count > _scratchCount)
        {
            NativeMemory.AlignedFree(_scratch);
            _scratch = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), 64);
            _scratchCount = count;
        }

        return _scratch;
    }
}
