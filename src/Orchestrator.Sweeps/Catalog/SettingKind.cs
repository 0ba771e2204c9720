namespace Orchestrator.Sweeps.Catalog;

/// <summary>The type of a setting's value.</summary>
public enum SettingKind
{
    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A real number.</summary>
    Real,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>One of a fixed list of words.</summary>
    Choice,

    /// <summary>A list of whole numbers, which may be empty.</summary>
    Integers,

    /// <summary>How a model's other settings are searched for, in a line of text.</summary>
    Search,
}
