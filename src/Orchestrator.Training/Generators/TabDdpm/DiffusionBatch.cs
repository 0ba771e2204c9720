using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>The blocks of a training step's batch, filled from the host for each replica.</summary>
internal sealed class DiffusionBatch
{
    /// <summary>Blocks of zeros for <paramref name="rows"/> rows, which are padded.</summary>
    public DiffusionBatch(FusionEngine engine, DiffusionShape shape, int rows)
    {
        var padded = Block.PadRows(rows);
        Block Wide() => engine.Allocate(padded, shape.Columns);
        (Count, Noised, Noise) = (rows, Wide(), Wide());
        Step = new CategoryStep(Wide(), Wide(), Wide(), Wide());
        Times = engine.Allocate(1, Block.PadColumns(padded));
        Classes = shape.Classes == 0 ? null : engine.Allocate(padded, Block.PadColumns(shape.Classes));
    }

    /// <summary>Rows that are not padding.</summary>
    public int Count { get; }

    /// <summary>x_t: numbers, and categories as one-hot runs, [K, B, D].</summary>
    public Block Noised { get; }

    /// <summary>The noise in the numbers.</summary>
    public Block Noise { get; }

    /// <summary>The way back of the categories.</summary>
    public CategoryStep Step { get; }

    /// <summary>t of each row, [K, 1, B].</summary>
    public Block Times { get; }

    /// <summary>The class of each row as one-hot, [K, B, C]; null where there are none.</summary>
    public Block? Classes { get; }

    /// <summary>All blocks that a step stages.</summary>
    public IEnumerable<Block> Staged =>
    [
        Noised, Noise, Step.Posterior, Step.Likelihood, Step.Keep, Step.Mix, Times,
        .. Classes is null ? (Block[])[] : [Classes],
    ];
}
