namespace Orchestrator.Sweeps.Specs;

/// <summary>What a column holds, and so how it is encoded.</summary>
public enum ColumnKind
{
    /// <summary>Numbers.</summary>
    Numeric,

    /// <summary>Categories without order: one-hot.</summary>
    Categorical,

    /// <summary>Categories with an order: the position as a number.</summary>
    Ordinal,

    /// <summary>Not used.</summary>
    Ignored,
}
