namespace Orchestrator.Tidy.Tests.Sources;

/// <summary>A type declared at the top level of a file, by its header.</summary>
public sealed record TypeDeclaration(string Header, int Line);
