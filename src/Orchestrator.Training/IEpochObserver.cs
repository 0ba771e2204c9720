namespace Orchestrator.Training;

/// <summary>
/// Watches a fit from its own thread. Must return at once and not throw; results do not depend on it.
/// </summary>
public interface IEpochObserver
{
    /// <summary>A fused group has ended an epoch.</summary>
    void EpochEnded(EpochLosses epoch);
}
