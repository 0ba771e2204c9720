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
        const string Title = "Built-in sweeps; those with a quick size have it under NAME-quick";
        var quick = BuiltInSweeps.List().Select(s => s.Name)
            .Where(name => name.EndsWith(BuiltInSweep.Quick, StringComparison.Ordinal)
                && BuiltInSweeps.Find(name[..^BuiltInSweep.Quick.Length]) is not null)
            .ToHashSet(StringComparer.Ordinal);
        var rows = BuiltInSweeps.List().Where(s => !quick.Contains(s.Name)).Select(s => (IReadOnlyList<string>)
            [s.Name, quick.Contains(s.Name + BuiltInSweep.Quick) ? BuiltInSweep.Quick : "", s.Description]).ToList();
        TableWriter.Write(terminal, new TableModel(Title, [
            new("name", Right: false), new("quick", Right: false), new("description", Right: false)], rows));
        return ExitCode.Ok;
    }

    private static int Show(string name, Terminal terminal)
    {
        var names = BuiltInSweeps.List().Select(s => s.Name).ToList();
        terminal.Out.Write(Named.Find(name, names, BuiltInSweeps.Find, "built-in sweep").Text);
        return ExitCode.Ok;
    }
}
