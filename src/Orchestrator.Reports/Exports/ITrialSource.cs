namespace Orchestrator.Reports.Exports;

/// <summary>Where the ended trials of one sweep come from: a store, or a coordinator that streams them.</summary>
public interface ITrialSource
{
    /// <summary>
    /// The ended trials by ascending index in the canonical grid, each once; pending ones are left out. Read page by
    /// page: never all in memory.
    /// </summary>
    IAsyncEnumerable<EndedTrial> ReadAsync(CancellationToken cancellation);
}
