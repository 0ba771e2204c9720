using Microsoft.Data.Sqlite;

namespace Orchestrator.Journal.Sqlite;

/// <summary>A statement that is compiled once and run often, its parameters bound by position.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteCommand _command;

    /// <summary>Prepares <paramref name="sql"/>, whose parameters are <paramref name="parameters"/> in order.</summary>
    public PreparedStatement(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var name in parameters)
            _command.Parameters.Add(new SqliteParameter { ParameterName = name });
    }

    /// <summary>Binds the parameter at <paramref name="position"/>; null is SQL's NULL.</summary>
    public PreparedStatement Bind(int position, object? value)
    {
        _command.Parameters[position].Value = value ?? DBNull.Value;
        return this;
    }

    /// <summary>Runs it for its effect.</summary>
    public void Run() => _command.ExecuteNonQuery();

    /// <summary>Runs it for its rows.</summary>
    public SqliteDataReader Read() => _command.ExecuteReader();

    /// <inheritdoc/>
    public void Dispose() => _command.Dispose();
}
