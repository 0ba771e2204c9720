namespace Orchestrator.Sweeps.BuiltIn;

/// <summary>A sweep that comes with the program.</summary>
/// <param name="Name">Its name, as in its file; that of a quick size ends in <c>-quick</c>.</param>
/// <param name="Description">What it asks, in a line: the file's first comment.</param>
/// <param name="Text">The YAML, comments included.</param>
public sealed record BuiltInSweep(string Name, string Description, string Text)
{
    /// <summary>What the name of a quick size ends in.</summary>
    public const string Quick = "-quick";
}
