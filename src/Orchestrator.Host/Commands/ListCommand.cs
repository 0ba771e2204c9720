using System.CommandLine;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Display;
using Orchestrator.Journal.Locations;
using Orchestrator.Reports.Tables;

namespace Orchestrator.Host.Commands;

/// <summary><c>list</c>: the sweeps in the store.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var store = new StoreOptions();
        var coordinator = new ClientOptions();
        var command = new Command(
            "list", "List the sweeps of the store, or of a coordinator, and how far each has come");
        store.AddTo(command, coordinator);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (store.AreGiven(parsed) || !coordinator.AreGiven(parsed, terminal))
                return await ListAsync(store.Locate(parsed, terminal), terminal, cancellation);
            using var client = coordinator.Open(parsed, terminal);
            await RemoteList.WriteAsync(client, terminal, cancellation);
            return ExitCode.Ok;
        });
        return command;
    }

    private static async Task<int> ListAsync(StoreLocation location, Terminal terminal, CancellationToken cancellation)
    {
        await using var connection = await StoreConnection.OpenAsync(
            location, new StoreConnectionOptions { ReadOnly = true }, terminal.Time, cancellation);
        var store = connection.Results;
        var rows = new List<IReadOnlyList<string>>();
        foreach (var record in await store.ListSweepsAsync(cancellation))
        {
            var plan = StoredSweeps.PlanOf(record);
            var (total, completed, failed) = await StoredSearches.CountAsync(plan, record.Id, store, cancellation);
            rows.Add(
            [
                record.Id, record.Name, record.SubmittedAt.ToString("yyyy-MM-dd HH:mm"), $"{total}", $"{completed}",
                $"{failed}",
            ]);
        }

        TableWriter.Write(terminal, new TableModel("Sweeps", [
            new("id", Right: false), new("name", Right: false), new("submitted (UTC)", Right: false),
            new("trials", Right: true), new("completed", Right: true), new("failed", Right: true)], rows));
        return ExitCode.Ok;
    }
}
