using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets.Csv;

namespace Orchestrator.Training.Datasets;

/// <summary>
/// The embedded data sets as a published study prepared them, slips included (<c>Files/published.py</c> makes them):
/// the rows of its training part first, then those of its test part, and nothing is left to scale. They are for
/// comparison with its numbers: their test rows have seen statistics of their own.
/// </summary>
internal static class PublishedTables
{
    private const string Study = "as prepared by Leitner (2021)";
    private const string Licence = "public data, prepared anew";

    private static readonly string[] Encoded =
        ["sex_female", "sex_male", "embarked_C", "embarked_Q", "embarked_S", "embarked_nan"];

    private static readonly string[] Status = ["high_status_0", "high_status_1"];

    private static readonly string[] Scaled = ["age", "pclass", "sibsp", "parch", "fare"];

    public static IReadOnlyList<BuiltInTable> All { get; } =
    [
        Prepared(
            "titanic-published",
            "survived",
            $"OpenML 40945, {Study}",
            "titanic with its last 262 rows as test part; scalers and imputer were fitted on it a second time.",
            [.. Encoded, .. Scaled]),
        Prepared(
            "titanic13-published",
            "survived",
            $"OpenML 40945, {Study}",
            "titanic-published with the title's status as two more columns, as for the figures of the seven models.",
            [.. Encoded, .. Status, .. Scaled]),
        Prepared(
            "pima-published",
            "class",
            $"UCI Pima Indians Diabetes, {Study}",
            "pima with its last 154 rows as test part; it was scaled as one table before it was divided.",
            ["preg", "plas", "pres", "skin", "insu", "mass", "pedi", "age"]),
    ];

    private static BuiltInTable Prepared(
        string name, string target, string source, string description, string[] columns)
    {
        var rules = columns.Select(column => new ColumnRule(column, ColumnKind.Numeric) { Scaling = Scaling.None });
        return new BuiltInTable(name, target, new DatasetOrigin(source, Licence, description), [.. rules]);
    }
}
