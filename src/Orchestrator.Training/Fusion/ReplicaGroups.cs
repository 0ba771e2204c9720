using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Training.Fusion;

/// <summary>How a trainer makes its groups: on which engine, and how many replicas each has.</summary>
/// <param name="engines">The engine for a device and a number of replicas.</param>
/// <param name="size">The replicas of a group; null: what the context says of the algorithm.</param>
internal sealed class ReplicaGroups(Func<string, int, FusionEngine> engines, int? size = null)
{
    /// <summary>The device's own engine and the context's sizes.</summary>
    public static ReplicaGroups Standard { get; } = new(FusionEngine.For);

    /// <summary>How many replicas of an algorithm train together, from 1.</summary>
    public int Size(AlgorithmDescriptor algorithm, TrainingContext context) =>
        size ?? context.GroupSizes.For(algorithm.Name, context.Device);

    /// <summary>The engine of a group; the group owns it.</summary>
    public FusionEngine Engine(TrainingContext context, int replicas) => engines(context.Device, replicas);
}
