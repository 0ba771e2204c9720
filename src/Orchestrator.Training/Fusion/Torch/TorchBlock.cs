using static TorchSharp.torch;

namespace Orchestrator.Training.Fusion.Torch;

/// <summary>A block that is a libtorch tensor [K, rows, columns], or a view into one.</summary>
internal sealed class TorchBlock(Tensor tensor, int rows, int columns) : Block(rows, columns)
{
    /// <summary>The tensor; the engine owns it.</summary>
    public Tensor Tensor { get; set; } = tensor;

    /// <summary>For a view: the block that it looks into.</summary>
    public TorchBlock? Whole { get; init; }

    /// <summary>For a view: where it starts in a replica's part of the whole.</summary>
    public int Offset { get; init; }

    /// <summary>Host memory for what is staged, [K, rows, columns]; made when first used.</summary>
    public float[]? Staged { get; set; }

    /// <summary>Floats of a replica.</summary>
    public int Count => Rows * Columns;
}
