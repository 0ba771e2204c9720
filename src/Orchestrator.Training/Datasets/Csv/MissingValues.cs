namespace Orchestrator.Training.Datasets.Csv;

/// <summary>The spellings of a missing value.</summary>
internal static class MissingValues
{
    /// <summary>The spellings as messages list them.</summary>
    public const string Listed = "empty, NA, NaN, ?, null";

    /// <summary>Whether a trimmed field stands for a missing value.</summary>
    public static bool Contains(string field) => field is "" or "?"
        || field.Equals("na", StringComparison.OrdinalIgnoreCase)
        || field.Equals("nan", StringComparison.OrdinalIgnoreCase)
        || field.Equals("null", StringComparison.OrdinalIgnoreCase);
}
