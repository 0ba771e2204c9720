using Microsoft.Data.Sqlite;
using Orchestrator.Journal.Contracts;
using Orchestrator.Journal.Writing;

namespace Orchestrator.Journal.Sqlite;

/// <summary>Groups of writes to one file, a transaction each.</summary>
/// <param name="writer">The connection that writes; closed at the end.</param>
/// <param name="path">The file, for messages.</param>
internal sealed class SqliteGroupWriter(SqliteWriter writer, string path) : IGroupWriter<Action<SqliteWriter>>
{
    /// <inheritdoc/>
    public ValueTask StoreAsync(IReadOnlyList<Action<SqliteWriter>> group)
    {
        try
        {
            writer.Begin();
            foreach (var write in group)
                write(writer);
            writer.Commit();
        }
        catch
        {
            TakeBack();
            throw;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public StoreException Explain(Exception error) => error is SqliteException refused
        ? SqliteFailures.Explain(refused, path)
        : new StoreException($"{path} cannot be written: {error.Message}", error);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        writer.Dispose();
        return ValueTask.CompletedTask;
    }

    private void TakeBack()
    {
        try
        {
            writer.Rollback();
        }
        catch (SqliteException)
        {
            // The first error is the one that says what happened; the next transaction meets the second if it lasts.
        }
    }
}
