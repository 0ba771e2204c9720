using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.Ctgan;

/// <summary>
/// The blocks that a step of CTGAN works on. B rows of D columns and C of the condition, each padded, lie one after the
/// other; the critic sees the same memory as B / pac packs of pac · (D + C) columns. Rows of the last packs that are
/// padding hold zeros or what padding makes of them, and have no weight.
/// </summary>
internal sealed class CtganBlocks
{
    /// <summary>Blocks for replicas of one layout.</summary>
    public CtganBlocks(FusionEngine engine, CtganReplica first, CtganSettings settings)
    {
        var (data, rows) = (first.Codec.Groups.PaddedWidth, Block.PadRows(settings.Batch));
        ConditionColumns = Block.PadColumns(first.Conditions.Width);
        var columns = data + ConditionColumns;
        Packs = Block.PadRows(settings.Batch / settings.Pac);
        var all = Packs * settings.Pac * columns;
        Inputs = engine.Allocate(rows, Block.PadColumns(settings.Embedding) + ConditionColumns);
        Gumbel = engine.Allocate(rows, data);
        Real = engine.Allocate(1, all);
        RealPacks = engine.View(Real, 0, Packs, settings.Pac * columns);
        var fake = engine.Allocate(1, all);
        FakeRows = engine.View(fake, 0, rows, columns);
        FakePacks = engine.View(fake, 0, Packs, settings.Pac * columns);
        var gradient = engine.Allocate(1, all);
        FakeRowGradient = engine.View(gradient, 0, rows, columns);
        FakePackGradient = engine.View(gradient, 0, Packs, settings.Pac * columns);
        OutputGradient = engine.Allocate(rows, data);
        Interpolates = engine.Allocate(Packs, settings.Pac * columns);
        Places = engine.Allocate(1, Block.PadColumns(Packs));
        Wanted = engine.Allocate(rows, data);
        Shift = engine.Allocate(1, data);
        RowWeights = engine.Allocate(1, rows);
        Valid = engine.Allocate(1, Packs);
        Unit = engine.Allocate(Packs, Block.ColumnStep);
        PackWeights = engine.Allocate(Packs, Block.ColumnStep);
        Upward = engine.Allocate(Packs, Block.ColumnStep);
        LogitGradient = engine.Allocate(Packs, Block.ColumnStep);
    }

    /// <summary>Columns of the condition, padded.</summary>
    public int ConditionColumns { get; }

    /// <summary>Packs, padded.</summary>
    public int Packs { get; }

    /// <summary>Noise and condition, [K, B, E + C].</summary>
    public Block Inputs { get; }

    /// <summary>Gumbel noise, [K, B, D].</summary>
    public Block Gumbel { get; }

    /// <summary>Real rows with their conditions, [K, 1, all].</summary>
    public Block Real { get; }

    /// <summary>The same as packs.</summary>
    public Block RealPacks { get; }

    /// <summary>Generated rows with their conditions, [K, B, D + C].</summary>
    public Block FakeRows { get; }

    /// <summary>The same as packs.</summary>
    public Block FakePacks { get; }

    /// <summary>The gradient of the generated rows.</summary>
    public Block FakeRowGradient { get; }

    /// <summary>The same as packs.</summary>
    public Block FakePackGradient { get; }

    /// <summary>The gradient of the generator's output before its activations, [K, B, D].</summary>
    public Block OutputGradient { get; }

    /// <summary>Packs between real and generated ones.</summary>
    public Block Interpolates { get; }

    /// <summary>Where between, [K, 1, packs].</summary>
    public Block Places { get; }

    /// <summary>The levels that generated rows are to have, [K, B, D].</summary>
    public Block Wanted { get; }

    /// <summary>0, or so low that a column never occurs, [K, 1, D].</summary>
    public Block Shift { get; }

    /// <summary>1 / B for rows that count, [K, 1, B].</summary>
    public Block RowWeights { get; }

    /// <summary>1 for packs that count, [K, 1, packs].</summary>
    public Block Valid { get; }

    /// <summary>1 in column 0, [K, packs, 16].</summary>
    public Block Unit { get; }

    /// <summary>1 / packs in column 0 of packs that count.</summary>
    public Block PackWeights { get; }

    /// <summary>Minus that.</summary>
    public Block Upward { get; }

    /// <summary>The gradient of the critic's values.</summary>
    public Block LogitGradient { get; }
}
