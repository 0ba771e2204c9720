namespace Orchestrator.Training;

/// <summary>
/// Watches a fit from its own thread. Must return at once and not throw; results do not depend on it.
/// </summary>
public interface IEpochObserver
{
    /// <summary>A fused group has ended an epoch; or a search a fit, which it counts as if it were one.</summary>
    void EpochEnded(EpochLosses epoch);
}
