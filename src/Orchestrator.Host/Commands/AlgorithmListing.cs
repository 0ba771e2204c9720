using System.CommandLine;
using System.Globalization;
using Orchestrator.Host.Display;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Catalog;

namespace Orchestrator.Host.Commands;

/// <summary>A command that lists algorithms and shows the settings of one.</summary>
internal static class AlgorithmListing
{
    public static Command Describe(
        this Command command, string kind, IReadOnlyList<AlgorithmDescriptor> all, Terminal terminal)
    {
        var name = SharedOptions.Name($"A {kind}");
        var list = new Command("list", $"List the {kind}s");
        list.SetAction(_ => List(kind, all, terminal));
        var show = new Command("show", $"Show the settings of a {kind}: defaults, ranges and meaning") { name };
        show.SetAction(parsed => Show(parsed.GetRequiredValue(name), kind, all, terminal));
        command.Add(list);
        command.Add(show);
        command.SetAction(_ => List(kind, all, terminal));
        return command;
    }

    private static int List(string kind, IReadOnlyList<AlgorithmDescriptor> all, Terminal terminal)
    {
        var rows = all.Select(a => (IReadOnlyList<string>)
            [a.Name, $"{a.Settings.Count}", a.Fuses ? "yes" : "no", a.Description]).ToList();
        TableWriter.Write(terminal, new TableModel($"{char.ToUpperInvariant(kind[0])}{kind[1..]}s", [
            new("name", Right: false), new("settings", Right: true), new("fused", Right: false),
            new("description", Right: false)], rows));
        return ExitCode.Ok;
    }

    private static int Show(string name, string kind, IReadOnlyList<AlgorithmDescriptor> all, Terminal terminal)
    {
        var algorithm = Named.Find(
            name, [.. all.Select(a => a.Name)], n => all.FirstOrDefault(a => a.Name == n), kind);
        terminal.Out.WriteLine($"{algorithm.Name} (version {algorithm.Version}): {algorithm.Description}");
        if (algorithm.Settings.Count == 0)
        {
            terminal.Out.WriteLine("It has no settings.");
            return ExitCode.Ok;
        }

        terminal.Out.WriteLine();
        var rows = algorithm.Settings.Select(s => (IReadOnlyList<string>)
            [s.Name, s.Default, Allowed(s), s.Description]).ToList();
        TableWriter.Write(terminal, new TableModel("Settings", [
            new("name", Right: false), new("default", Right: true), new("allowed", Right: false),
            new("description", Right: false)], rows));
        return ExitCode.Ok;
    }

    private static string Allowed(SettingDescriptor setting) => setting.Kind switch
    {
        SettingKind.Flag => "true, false",
        SettingKind.Choice => string.Join(", ", setting.Choices),
        SettingKind.Integer => Range(setting, "whole number"),
        SettingKind.Integers => "list: " + Range(setting, "whole number"),
        SettingKind.Search => "a search, or none",
        _ => Range(setting, "number"),
    };

    private static string Range(SettingDescriptor setting, string what)
    {
        var least = setting.Minimum.ToString("R", CultureInfo.InvariantCulture);
        var greatest = setting.Maximum.ToString("R", CultureInfo.InvariantCulture);
        return (double.IsInfinity(setting.Minimum), double.IsInfinity(setting.Maximum)) switch
        {
            (false, false) => $"{what}, {least} to {greatest}",
            (false, true) => $"{what}, {least} or more",
            (true, false) => $"{what}, {greatest} or less",
            _ => what,
        };
    }
}
