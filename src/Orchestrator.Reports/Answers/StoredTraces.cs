using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Reports.Answers;

/// <summary>Traces as the store holds them.</summary>
/// <param name="store">The store.</param>
public sealed class StoredTraces(IResultStore store) : ITraceSource
{
    /// <inheritdoc/>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public Task<IReadOnlyList<GeneratorTrace?>> FindAsync(
        IReadOnlyList<StageKey> keys, CancellationToken cancellation) => store.FindTracesAsync(keys, cancellation);
}
