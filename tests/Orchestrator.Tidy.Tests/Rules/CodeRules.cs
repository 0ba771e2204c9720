using System.Text.RegularExpressions;
using Orchestrator.Tidy.Tests.Sources;

namespace Orchestrator.Tidy.Tests.Rules;

/// <summary>Calls that are not made, names that are not used, and how types are laid over files.</summary>
public static class CodeRules
{
    private static readonly Regex BannedInSource = new(
        @"\bDateTime(Offset)?\.(Utc)?(Now|Today)\b|\bGuid\.NewGuid\b"
        + @"|\bRandom\.Shared\b|\bnew Random\(|\bThread\.Sleep\b");

    private static readonly Regex BannedInTests = new(
        @"\bThread\.Sleep\b|\bTask\.Delay\(|\bSkip\s*=|\bAssert\.True\(true\)|\[Ignore\b");

    private static readonly Regex BannedName = new(@"(Utils?|Helpers?|Common|Manager)(\.cs)?$");

    private static readonly Regex PublicType = new(@"\bpublic\b(?!.*\babstract\b)");

    private static readonly string[] StandInsMayBeNamedIn =
        ["Directory.Build.targets", "Orchestrator.sln", "tests/Orchestrator.Tidy.Tests/", "src/StandIns/"];

    /// <summary>No wall clock, no global randomness, no sleeping: also where the compiler's own check is off.</summary>
    public static IEnumerable<Finding> CallsInSource(TextFile file) =>
        file.IsSource ? TextRules.Matches(Code(file), BannedInSource) : [];

    /// <summary>Tests wait for signals, are all run, and can all fail. Benchmarks may take samples at intervals.</summary>
    public static IEnumerable<Finding> CallsInTests(TextFile file) =>
        file.IsTest && !file.Path.StartsWith("tests/Orchestrator.Benchmarks/", StringComparison.Ordinal)
            ? TextRules.Matches(Code(file), BannedInTests)
            : [];

    /// <summary>Names say what a thing is. Those of the stand-ins are the official packages'.</summary>
    public static IEnumerable<Finding> Names(TextFile file) =>
        from part in file.Path.Split('/')
        where (file.IsSource || file.IsTest) && !IsStandIn(file) && BannedName.IsMatch(part)
        select new Finding(file.Path, 1, $"'{part}' collects what has no idea in common");

    /// <summary>What stands in for the official packages is named by the build alone.</summary>
    public static IEnumerable<Finding> StandIns(TextFile file) =>
        file.IsReadme || StandInsMayBeNamedIn.Any(p => file.Path.StartsWith(p, StringComparison.Ordinal))
            ? []
            : TextRules.Matches(file, new Regex(@"\bStandIns?\b"));

    /// <summary>
    /// One public type a file. Records, enums and abstract types, the words it is spoken to in, stand with it; so do
    /// the classes that derive from a class of the file, and a family in a file that has its name, in the plural.
    /// </summary>
    public static IEnumerable<Finding> PublicTypes(TextFile file)
    {
        var types = file.IsSource ? CodeOutline.Of(file).Types : [];
        if (file.Name.EndsWith("s.cs", StringComparison.Ordinal) && types.All(t => t.Name != file.Name[..^3]))
            return [];
        var classes = types.Where(t => t.Kind is "class" or "record").Select(t => t.Name).ToHashSet();
        return types.Where(t => PublicType.IsMatch(t.Header) && !t.IsPlainData && !classes.Overlaps(t.Bases))
            .DistinctBy(t => t.Name)
            .Skip(1)
            .Select(t => new Finding(file.Path, t.Line, $"a second public type, {t.Name}"));
    }

    private static bool IsStandIn(TextFile file) => file.Path.StartsWith("src/StandIns/", StringComparison.Ordinal);

    private static TextFile Code(TextFile file) => file with { Text = CodeText.Of(file.Text) };
}
