using System.CommandLine;
using Orchestrator.Host.Display;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.BuiltIn;

namespace Orchestrator.Host.Commands;

/// <summary><c>sweeps</c>: the ready-made sweeps, to run or to copy.</summary>
internal static class SweepsCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = SharedOptions.Name("A built-in sweep");
        var list = new Command("list", "List the built-in sweeps");
        list.SetAction(_ => List(terminal));
        var show = new Command("show", "Print the YAML of a built-in sweep, to start a new one from") { name };
        show.SetAction(parsed => Show(parsed.GetRequiredValue(name), terminal));
        var command = new Command("sweeps", "The built-in sweeps") { list, show };
        command.SetAction(_ => List(terminal));
        return command;
    }

    private static int List(Terminal terminal)
    {
        var rows = BuiltInSweeps.List().Select(s => (IReadOnlyList<string>)[s.Name, s.Description]).ToList();
        TableWriter.Write(terminal, new TableModel(
            "Built-in sweeps", [new("name", Right: false), new("description", Right: false)], rows));
        return ExitCode.Ok;
    }

    private static int Show(string name, Terminal terminal)
    {
        var names = BuiltInSweeps.List().Select(s => s.Name).ToList();
        terminal.Out.Write(Named.Find(name, names, BuiltInSweeps.Find, "built-in sweep").Text);
        return ExitCode.Ok;
    }
}
