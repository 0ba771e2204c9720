using Orchestrator.Host.Client;
using Orchestrator.Host.Display;
using Orchestrator.Reports.Tables;

namespace Orchestrator.Host.Commands;

/// <summary>The sweeps of a coordinator, as a table.</summary>
internal static class RemoteList
{
    private static readonly TableColumn[] Columns =
    [
        new("id", Right: false), new("name", Right: false), new("status", Right: false),
        new("submitted (UTC)", Right: false), new("priority", Right: true), new("trials", Right: true),
        new("completed", Right: true), new("failed", Right: true),
    ];

    public static async Task WriteAsync(CoordinatorClient client, Terminal terminal, CancellationToken cancellation)
    {
        var rows = new List<IReadOnlyList<string>>();
        await foreach (var sweep in client.ListAsync(cancellation))
        {
            rows.Add(
            [
                sweep.Id, sweep.Name, SteerCommands.Word(sweep.Status),
                WireReading.ToTime(sweep.SubmittedAt).ToString("yyyy-MM-dd HH:mm"), $"{sweep.Priority}",
                $"{sweep.TotalTrials}", $"{sweep.CompletedTrials}", $"{sweep.FailedTrials}",
            ]);
        }

        TableWriter.Write(terminal, new TableModel("Sweeps", Columns, rows));
    }
}
