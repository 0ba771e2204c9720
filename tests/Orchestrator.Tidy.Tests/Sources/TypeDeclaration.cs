using System.Text.RegularExpressions;

namespace Orchestrator.Tidy.Tests.Sources;

/// <summary>A type declared at the top level of a file, by its header.</summary>
public sealed record TypeDeclaration(string Header, int Line)
{
    private static readonly Regex Declared = new(
        @"\b(?<kind>record struct|record class|record|class|struct|interface|enum)\s+(?<name>\w+)");

    private static readonly Regex Bracketed = new(@"\([^()]*\)|<[^<>]*>");

    /// <summary>The keyword: class, record, struct, record struct, interface or enum.</summary>
    public string Kind => Declared.Match(Header).Groups["kind"].Value.Replace("record class", "record");

    public string Name => Declared.Match(Header).Groups["name"].Value;

    public bool IsPlainData => Kind is "record" or "record struct" or "enum";

    /// <summary>What it derives from and implements, without type arguments and constructor arguments.</summary>
    public IReadOnlyList<string> Bases
    {
        get
        {
            var header = Regex.Replace(Header, @"\bwhere\b.*$", "");
            while (Bracketed.IsMatch(header))
                header = Bracketed.Replace(header, "");
            var colon = header.IndexOf(':');
            return colon < 0 ? [] : header[(colon + 1)..].Split(',', StringSplitOptions.TrimEntries);
        }
    }
}
