using System.CommandLine;
using System.Globalization;
using Orchestrator.Host.Display;
using Orchestrator.Reports.Tables;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Host.Commands;

/// <summary><c>datasets</c>: the data sets that are built in.</summary>
internal static class DatasetsCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = SharedOptions.Name("A built-in data set");
        var list = new Command("list", "List the built-in data sets");
        list.SetAction(_ => List(terminal));
        var show = new Command("show", "Show schema, source and class balance of a data set") { name };
        show.SetAction(parsed => Show(parsed.GetRequiredValue(name), terminal));
        var command = new Command("datasets", "The built-in data sets") { list, show };
        command.SetAction(_ => List(terminal));
        return command;
    }

    private static int List(Terminal terminal)
    {
        var rows = DatasetCatalog.Names.Select(DatasetCatalog.Load).Select(DatasetDescription.Of).Select(d =>
            (IReadOnlyList<string>)
            [
                d.Name, $"{d.Rows}", $"{d.Columns.Count}", d.Numbers is null ? $"{d.Classes.Count}" : "number",
                d.MajorityShare is { } share ? Percent(share) : "-",
                $"{d.MissingCount}", d.Origin.Licence,
            ]).ToList();
        TableWriter.Write(terminal, new TableModel("Data sets", [
            new("name", Right: false), new("rows", Right: true), new("columns", Right: true),
            new("classes", Right: true), new("largest class", Right: true), new("missing values", Right: true),
            new("licence", Right: false)], rows));
        return ExitCode.Ok;
    }

    private static int Show(string name, Terminal terminal)
    {
        var description = DatasetDescription.Of(
            Named.Find(name, DatasetCatalog.Names, DatasetCatalog.Find, "data set"));
        var text = terminal.Out;
        text.WriteLine($"{description.Name}: {description.Origin.Description}");
        text.WriteLine($"source   {description.Origin.Source}");
        text.WriteLine($"licence  {description.Origin.Licence}");
        text.WriteLine($"content  {description.Hash}");
        text.WriteLine($"{description.Rows} rows, target {description.Target}");
        text.WriteLine();
        if (description.Numbers is { } numbers)
            text.WriteLine(Target(numbers));
        else
            TableWriter.Write(terminal, Classes(description));
        text.WriteLine();
        TableWriter.Write(terminal, Columns(description));
        if (description.IgnoredColumns.Count > 0)
            text.WriteLine($"Not used: {string.Join(", ", description.IgnoredColumns)}");
        return ExitCode.Ok;
    }

    private static TableModel Classes(DatasetDescription description) => new(
        "Classes",
        [new("class", Right: false), new("rows", Right: true), new("share", Right: true)],
        [.. description.Classes.Select(c => (IReadOnlyList<string>)[c.Name, $"{c.Rows}", Percent(c.Share)])]);

    private static string Target(TargetDescription numbers) => string.Create(
        CultureInfo.InvariantCulture,
        $"the target is a number from {numbers.Least:G6} to {numbers.Greatest:G6}, mean {numbers.Mean:G6}, variance "
        + $"{numbers.Variance:G6}");

    private static TableModel Columns(DatasetDescription description) => new(
        "Columns",
        [
            new("column", Right: false), new("kind", Right: false), new("values", Right: false),
            new("missing", Right: true), new("imputation", Right: false), new("scaling", Right: false),
        ],
        [.. description.Columns.Select(c => (IReadOnlyList<string>)
            [
                c.Name, c.Kind.ToString().ToLowerInvariant(), Values(c), $"{c.MissingCount}", c.Imputation,
                c.Scaling ?? "one-hot",
            ])]);

    private static string Values(ColumnDescription column) => column.Kind == ColumnKind.Numeric
        ? string.Create(CultureInfo.InvariantCulture, $"{column.Least} to {column.Greatest}")
        : Levels(column.Levels);

    private static string Levels(IReadOnlyList<string> levels) => levels.Count <= 6
        ? string.Join(", ", levels)
        : $"{string.Join(", ", levels.Take(5))}, … ({levels.Count})";

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);
}
