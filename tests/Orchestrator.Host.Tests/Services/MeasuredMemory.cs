namespace Orchestrator.Host.Tests.Services;

/// <summary>Tests that measure the memory of the whole process run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredMemory
{
    public const string Name = "memory";
}
