namespace Orchestrator.Sweeps.Specs;

/// <summary>
/// What a slot must have to run bundles of a sweep. It changes where trials run, not what they come to.
/// </summary>
/// <param name="Gpu">Whether only a GPU will do.</param>
/// <param name="MemoryBytes">The least memory of the slot, in bytes; 0: any. A slot that does not say will do.</param>
public sealed record SweepNeeds(bool Gpu, long MemoryBytes)
{
    /// <summary>Any slot will do.</summary>
    public static SweepNeeds Nothing { get; } = new(Gpu: false, MemoryBytes: 0);
}
