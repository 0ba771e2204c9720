using Orchestrator.Reports.Tables;
using Spectre.Console;

namespace Orchestrator.Host.Display;

/// <summary>Draws a table on a screen, or writes it as aligned text where the output is a pipe.</summary>
internal static class TableWriter
{
    public static void Write(Terminal terminal, TableModel table)
    {
        if (terminal.Screen is null)
            PlainTextTable.Write(table, terminal.Out);
        else
            terminal.Screen.Write(Draw(table));
    }

    private static Table Draw(TableModel model)
    {
        var table = new Table().Border(TableBorder.Simple).Title($"[bold]{Markup.Escape(model.Title)}[/]");
        foreach (var column in model.Columns)
        {
            var drawn = new Spectre.Console.TableColumn(Markup.Escape(column.Header));
            table.AddColumn(column.Right ? drawn.RightAligned() : drawn);
        }

        foreach (var row in model.Rows)
            table.AddRow([.. row.Select(Markup.Escape)]);
        return table;
    }
}
