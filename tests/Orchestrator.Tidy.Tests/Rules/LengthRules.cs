using Orchestrator.Tidy.Tests.Sources;

namespace Orchestrator.Tidy.Tests.Rules;

/// <summary>
/// How long files, members and lines may be at most. What they are on the whole is the ratchet's business.
/// </summary>
public static class LengthRules
{
    public const int SourceLines = 400;
    public const int TestLines = 600;
    public const int MemberLines = 70;
    public const int SourceColumns = 120;

    /// <summary>Tests quote messages and tables whole.</summary>
    public const int TestColumns = 140;

    public static IEnumerable<Finding> Files(TextFile file)
    {
        var limit = file.IsSource || IsNative(file) ? SourceLines : file.IsTest ? TestLines : int.MaxValue;
        if (file.LineCount > limit)
            yield return new(file.Path, limit, $"{file.LineCount} lines; at most {limit}");
    }

    public static IEnumerable<Finding> Members(TextFile file) =>
        from member in file.IsCSharp ? CodeOutline.Of(file).Members : []
        where member.Length > MemberLines
        select new Finding(file.Path, member.Line, $"{member.Header}: {member.Length} lines; at most {MemberLines}");

    public static IEnumerable<Finding> Lines(TextFile file) =>
        from line in (file.IsCSharp ? file.Lines : []).Index()
        let limit = file.IsTest ? TestColumns : SourceColumns
        where line.Item.Length > limit
        select new Finding(file.Path, line.Index + 1, $"{line.Item.Length} columns; at most {limit}");

    /// <summary>The value below which a share of the values lie.</summary>
    public static int Quantile(IEnumerable<int> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
    }

    private static bool IsNative(TextFile file) =>
        file.Path.EndsWith(".cpp", StringComparison.Ordinal) || file.Path.EndsWith(".h", StringComparison.Ordinal);
}
