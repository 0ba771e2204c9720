using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Answers;

/// <summary>
/// Traces that cannot be had, or are not wanted: the report then says nothing of the generators' fits.
/// </summary>
public sealed class NoTraces : ITraceSource
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<GeneratorTrace?>> FindAsync(
        IReadOnlyList<StageKey> keys, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return Task.FromResult<IReadOnlyList<GeneratorTrace?>>(new GeneratorTrace?[keys.Count]);
    }
}
