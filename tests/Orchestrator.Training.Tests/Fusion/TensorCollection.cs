namespace Orchestrator.Training.Tests.Fusion;

/// <summary>Tests with tensors: the count of live ones belongs to the process, so these run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TensorCollection
{
    public const string Name = "tensors";
}
