using Npgsql;
using Orchestrator.Journal.Contracts;

namespace Orchestrator.Journal.Postgres;

/// <summary>Carries out a <see cref="LeaderFence"/>.</summary>
internal sealed class PostgresFence
{
    private readonly LeaderFence _fence;
    private readonly string _database;
    private readonly string _hold;

    /// <summary>The fence of <paramref name="database"/>, which messages name.</summary>
    public PostgresFence(LeaderFence fence, string database)
    {
        _fence = fence;
        _database = database;
        using var names = new NpgsqlCommandBuilder();
        _hold = $"SELECT 1 FROM {names.QuoteIdentifier(fence.Table)} "
            + $"WHERE {names.QuoteIdentifier(fence.NameColumn)} = $1 "
            + $"AND {names.QuoteIdentifier(fence.EpochColumn)} = $2 FOR SHARE";
    }

    /// <summary>The epoch to write under.</summary>
    /// <exception cref="StoreException">This process does not lead.</exception>
    public long Epoch() => _fence.Epoch() ?? throw Refusal();

    /// <summary>Keeps the epoch what it is until the transaction ends.</summary>
    /// <exception cref="StoreException">It is another already.</exception>
    public async Task HoldAsync(NpgsqlConnection connection, long epoch, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(_hold, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = _fence.Name });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = epoch });
        if (await command.ExecuteScalarAsync(cancellation) is null)
            throw Refusal();
    }

    private StoreException Refusal() => new(
        StoreFailureKind.Fenced,
        $"{_database} was not written: this coordinator no longer leads; "
        + "the one that leads now goes on with its sweeps.");
}
