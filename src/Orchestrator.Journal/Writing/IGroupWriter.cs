using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Writing;

/// <summary>
/// Carries out a group of writes in one transaction. Called by one task at a time; disposed of when no more come.
/// </summary>
/// <typeparam name="TWrite">One caller's write.</typeparam>
internal interface IGroupWriter<TWrite> : IAsyncDisposable
{
    /// <summary>Stores all of the group, durable when the task ends, or throws and stores nothing of it.</summary>
    ValueTask StoreAsync(IReadOnlyList<TWrite> group);

    /// <summary>What a caller is told of a failed transaction; a new object each time.</summary>
    StoreException Explain(Exception error);
}
