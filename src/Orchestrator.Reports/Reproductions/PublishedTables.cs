namespace Orchestrator.Reports.Reproductions;

/// <summary>A table of published numbers, each with the selector of the trials that repeat it.</summary>
public sealed record PublishedTable
{
    /// <summary>What the numbers are, with their unit.</summary>
    public required string Title { get; init; }

    /// <summary>The score that they are compared with: see the README for the names.</summary>
    public required string Metric { get; init; }

    /// <summary>What our score is multiplied with to be in the published unit: 100 for per cent.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>The step of the published numbers: 0.01 where two decimals were printed, 1 for counts.</summary>
    public required double Step { get; init; }

    /// <summary>What all cells select.</summary>
    public TrialSelector Where { get; init; } = new();

    /// <summary>The rows, from top to bottom.</summary>
    public required IReadOnlyList<PublishedLine> Rows { get; init; }

    /// <summary>The columns, from left to right.</summary>
    public required IReadOnlyList<PublishedLine> Columns { get; init; }

    /// <summary>The numbers, a list a row; null where none was printed.</summary>
    public required IReadOnlyList<IReadOnlyList<double?>> Published { get; init; }

    /// <summary>The name of the reason that was found for cells that do not come out; empty: none.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Why no cell can be decided, whatever is measured; empty where they can.</summary>
    public string Undecidable { get; init; } = "";
}

/// <summary>A row or a column of a published table.</summary>
public sealed record PublishedLine
{
    /// <summary>What stands before or above it.</summary>
    public required string Label { get; init; }

    /// <summary>What its cells select.</summary>
    public TrialSelector Where { get; init; } = new();

    /// <summary>The score of its cells, where it is not the table's.</summary>
    public string? Metric { get; init; }

    /// <summary>The factor of its cells, where it is not the table's.</summary>
    public double? Factor { get; init; }

    /// <summary>The step of its cells, where it is not the table's.</summary>
    public double? Step { get; init; }

    /// <summary>As in the table, for its cells only; it goes before the table's.</summary>
    public string Reason { get; init; } = "";

    /// <summary>As in the table, for its cells only; it goes before the table's.</summary>
    public string Undecidable { get; init; } = "";
}
