namespace Orchestrator.Training.Fusion.Simd;

/// <summary>A block in native memory, aligned to 64 bytes.</summary>
internal sealed unsafe class SimdBlock(float* data, long stride, int rows, int columns) : Block(rows, columns)
{
    /// <summary>Floats from one replica to the next.</summary>
    public long Stride { get; } = stride;

    /// <summary>Row-major values of a replica.</summary>
    public float* At(int replica) => data + (replica * Stride);

    /// <summary>Floats of a replica.</summary>
    public int Count => Rows * Columns;
}
