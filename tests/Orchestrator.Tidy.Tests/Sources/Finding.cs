namespace Orchestrator.Tidy.Tests.Sources;

/// <summary>A place that breaks a rule.</summary>
public sealed record Finding(string Path, int Line, string What)
{
    public override string ToString() => $"{Path}:{Line}: {What}";
}
