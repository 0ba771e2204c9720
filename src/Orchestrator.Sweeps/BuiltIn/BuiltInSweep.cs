namespace Orchestrator.Sweeps.BuiltIn;

/// <summary>A sweep that comes with the program.</summary>
/// <param name="Name">Its name, as in its file.</param>
/// <param name="Description">What it asks, in a line: the file's first comment.</param>
/// <param name="Text">The YAML, comments included.</param>
public sealed record BuiltInSweep(string Name, string Description, string Text);
