namespace Orchestrator.Tidy.Tests.Sources;

/// <summary>
/// A method, constructor, operator or property with a body: its header in one line, and its length in lines.
/// </summary>
public sealed record Member(string Header, int Line, int Length);
