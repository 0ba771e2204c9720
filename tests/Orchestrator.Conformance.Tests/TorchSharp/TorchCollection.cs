namespace Orchestrator.Conformance.Tests.Tensors;

/// <summary>The count of live tensors is one number for the process, so these classes run one after another.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class TorchCollection
{
    public const string Name = "tensors";
}
