namespace Orchestrator.Tidy.Tests.Sources;

/// <summary>A tracked file: its path from the repository's root, with forward slashes, and its text.</summary>
public sealed record TextFile(string Path, string Text)
{
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    public bool IsSource => Path.StartsWith("src/", StringComparison.Ordinal) && IsCSharp;

    public bool IsTest => Path.StartsWith("tests/", StringComparison.Ordinal) && IsCSharp;

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    public bool IsReadme => Name == "README.md";

    public string[] Lines => Text.Split('\n');

    public int LineCount => Text.Count(c => c == '\n') + (Text.Length > 0 && Text[^1] != '\n' ? 1 : 0);

    /// <summary>The line, from 1, of the character at <paramref name="offset"/>.</summary>
    public int LineOf(int offset) => Text.AsSpan(0, offset).Count('\n') + 1;
}
