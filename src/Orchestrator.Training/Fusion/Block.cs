namespace Orchestrator.Training.Fusion;

/// <summary>
/// Floats of shape [K, rows, columns], one matrix a replica, owned by the engine that made it. Columns are a multiple
/// of <see cref="ColumnStep"/>, and rows of a batch a multiple of <see cref="RowStep"/>: sizes are padded, padded
/// columns hold zeros.
/// </summary>
internal abstract class Block(int rows, int columns)
{
    /// <summary>Columns come in multiples of this: one 512-bit vector of floats.</summary>
    public const int ColumnStep = 16;

    /// <summary>Batch rows come in multiples of this.</summary>
    public const int RowStep = 8;

    /// <summary>The rows of one replica.</summary>
    public int Rows { get; } = rows;

    /// <summary>The columns of one replica.</summary>
    public int Columns { get; } = columns;

    /// <summary>Rows that are not padding; the others hold zeros and stay so.</summary>
    public int UsedRows { get; private set; } = rows;

    /// <summary>Columns that are not padding.</summary>
    public int UsedColumns { get; private set; } = columns;

    /// <summary>Says that only the upper left corner is used: products pass over the rest.</summary>
    public Block Using(int rows, int columns)
    {
        (UsedRows, UsedColumns) = (rows, columns);
        return this;
    }

    /// <summary>The number of columns that holds <paramref name="count"/>.</summary>
    public static int PadColumns(int count) => (count + ColumnStep - 1) / ColumnStep * ColumnStep;

    /// <summary>The number of batch rows that holds <paramref name="count"/>.</summary>
    public static int PadRows(int count) => (count + RowStep - 1) / RowStep * RowStep;
}
