namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>A piece of a spec file with the place where it stands: a scalar, a list or a mapping.</summary>
internal abstract record SpecNode(int Line, int Column);

/// <summary>A word, number or text; only plain (unquoted) text can be a number, a flag or nothing.</summary>
internal sealed record SpecScalar(int Line, int Column, string Text, bool Plain) : SpecNode(Line, Column)
{
    public bool IsNull => Plain && Text is "" or "~" or "null";
}

/// <summary>A list of pieces.</summary>
internal sealed record SpecList(int Line, int Column, IReadOnlyList<SpecNode> Items) : SpecNode(Line, Column);

/// <summary>A mapping in the order of the file, duplicate keys included.</summary>
internal sealed record SpecMap(int Line, int Column, IReadOnlyList<SpecEntry> Entries) : SpecNode(Line, Column);

/// <summary>One key of a mapping with its value.</summary>
internal sealed record SpecEntry(SpecNode Key, SpecNode Value);
