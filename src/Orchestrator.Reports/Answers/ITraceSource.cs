using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Answers;

/// <summary>Where the traces of a sweep's generator fits come from.</summary>
public interface ITraceSource
{
    /// <summary>The traces of <paramref name="keys"/>, in their order; null where there is none.</summary>
    Task<IReadOnlyList<GeneratorTrace?>> FindAsync(IReadOnlyList<StageKey> keys, CancellationToken cancellation);
}
