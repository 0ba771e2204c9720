using System.Text.RegularExpressions;
using Orchestrator.Tidy.Tests.Sources;

namespace Orchestrator.Tidy.Tests.Rules;

/// <summary>Calls that are not made, names that are not used, and how types are laid over files.</summary>
public static class CodeRules
{
    private static readonly Regex BannedInSource = new(
        @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bGuid\.NewGuid\b|\bRandom\.Shared\b|\bnew Random\(|\bThread\.Sleep\b");

    private static readonly Regex BannedInTests = new(
        @"\bThread\.Sleep\b|\bTask\.Delay\(|\bSkip\s*=|\bAssert\.True\(true\)|\[Ignore\b");

    private static readonly Regex BannedName = new(@"(Utils?|Helpers?|Common|Manager)(\.cs)?$");

    private static readonly Regex PublicType = new(
        @"\bpublic\b(?!.*\babstract\b).*?\b(?<kind>record struct|record class|record|class|struct|interface|enum)\s+(?<name>\w+)");

    private static readonly Regex TypeName = new(@"\b(record struct|record class|record|class|struct|interface|enum)\s+(?<name>\w+)");

    private static readonly string[] StandInsMayBeNamedIn =
        ["Directory.Build.targets", "Orchestrator.sln", "tests/Orchestrator.Tidy.Tests/", "src/StandIns/"];

    /// <summary>No wall clock, no global randomness, no sleeping: also where the compiler's own check is off.</summary>
    public static IEnumerable<Finding> CallsInSource(TextFile file) =>
        file.IsSource ? TextRules.Matches(Code(file), BannedInSource) : [];

    /// <summary>Tests wait for signals, are all run, and can all fail.</summary>
    public static IEnumerable<Finding> CallsInTests(TextFile file) =>
        file.IsTest ? TextRules.Matches(Code(file), BannedInTests) : [];

    /// <summary>No name that collects everything; the stand-ins' names are the official packages'.</summary>
    public static IEnumerable<Finding> Names(TextFile file) =>
        from part in file.Path.Split('/')
        where (file.IsSource || file.IsTest) && !file.Path.StartsWith("src/StandIns/", StringComparison.Ordinal)
            && BannedName.IsMatch(part)
        select new Finding(file.Path, 1, $"'{part}' collects what has no idea in common");

    /// <summary>What stands in for the official packages is named by the build alone.</summary>
    public static IEnumerable<Finding> StandIns(TextFile file) =>
        file.IsReadme || StandInsMayBeNamedIn.Any(p => file.Path.StartsWith(p, StringComparison.Ordinal))
            ? []
            : TextRules.Matches(file, new Regex(@"\bStandIns?\b"));

    /// <summary>
    /// One public type a file. With it may stand what it speaks in (records, enums, abstract types) and what derives from
    /// it; a file with the name of a family, in the plural, holds the family.
    /// </summary>
    public static IEnumerable<Finding> PublicTypes(TextFile file)
    {
        if (!file.IsSource)
            return [];
        var declared = CodeOutline.Of(file).Types;
        var names = declared.Select(t => TypeName.Match(t.Header).Groups["name"].Value).ToHashSet();
        var types = declared.Select(t => (t.Line, t.Header, Match: PublicType.Match(t.Header)))
            .Where(t => t.Match.Success).ToList();
        if (file.Name.EndsWith("s.cs", StringComparison.Ordinal) && !names.Contains(file.Name[..^3]))
            return [];
        return types.Where(t => !IsPlainData(t.Match.Groups["kind"].Value) && !DerivesFromOneOf(names, t.Header))
            .DistinctBy(t => t.Match.Groups["name"].Value).Skip(1)
            .Select(t => new Finding(file.Path, t.Line, $"a second public type, {t.Match.Groups["name"].Value}"));
    }

    private static bool IsPlainData(string kind) => kind is "record" or "record struct" or "record class" or "enum";

    private static bool DerivesFromOneOf(HashSet<string> names, string header)
    {
        var bases = Regex.Match(header, @"[\w>)] : (?<bases>.*)$").Groups["bases"].Value;
        return Regex.Matches(bases, @"\w+").Any(word => names.Contains(word.Value));
    }

    private static TextFile Code(TextFile file) => file with { Text = CodeText.Of(file.Text) };
}
