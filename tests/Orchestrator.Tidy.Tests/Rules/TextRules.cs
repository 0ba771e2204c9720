using System.Text.RegularExpressions;
using Orchestrator.Tidy.Tests.Sources;

namespace Orchestrator.Tidy.Tests.Rules;

/// <summary>
/// What no text may hold. Words are put together from pieces, so that this file passes its own rules.
/// </summary>
public static class TextRules
{
    private static readonly Regex StrayMark = new(@"\b("
        + string.Join('|', "TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X", "NotImplemented"
        + "Exception") + @")\b|^(<<<<<<<|>>>>>>>) ", RegexOptions.Multiline);

    // Folders of one machine, and the hosts that packages come from: neither means anything to a reader elsewhere.
    private static readonly Regex MachineWord = new(string.Join('|',
        "/wo" + "rk/", "/fa" + "rm/", "(?<![\\w.])/tm" + "p/", "/ro" + "ot/", @"\.lib" + "rary/", "nuget" + @"\.org",
        "registry" + @"\.npmjs", "deb" + @"\.debian", "pypi" + @"\.org"));

    public static IEnumerable<Finding> StrayMarks(TextFile file) =>
        Regex.IsMatch(file.Path, "^(src|tests)/") ? Matches(file, StrayMark) : [];

    public static IEnumerable<Finding> MachineWords(TextFile file) => Matches(file, MachineWord);

    /// <summary>UTF-8 without a byte order mark, line feeds alone, a line feed at the end.</summary>
    public static IEnumerable<Finding> Encoding(TextFile file)
    {
        if (file.Text.StartsWith('\uFEFF'))
            yield return new(file.Path, 1, "starts with a byte order mark");
        if (file.Text.Contains('\uFFFD'))
            yield return new(file.Path, file.LineOf(file.Text.IndexOf('\uFFFD')), "is not UTF-8");
        if (file.Text.Contains('\r'))
            yield return new(file.Path, file.LineOf(file.Text.IndexOf('\r')), "has a carriage return");
        if (file.IsCSharp && !file.Text.EndsWith('\n'))
            yield return new(file.Path, file.LineCount, "does not end with a line feed");
    }

    internal static IEnumerable<Finding> Matches(TextFile file, Regex pattern) =>
        pattern.Matches(file.Text).Select(m => new Finding(file.Path, file.LineOf(m.Index), $"says '{m.Value}'"));
}
