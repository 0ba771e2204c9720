using System.CommandLine;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Composition;
using Orchestrator.Journal.Files;
using Orchestrator.Journal.Locations;

namespace Orchestrator.Host.Commands;

/// <summary>Options and arguments that several commands have.</summary>
internal static class SharedOptions
{
    /// <summary>The folder of journal and results.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description = "The folder that journal and results are kept in",
        HelpName = "DIR",
        DefaultValueFactory = _ => DataDirectory.DefaultPath,
    };

    /// <summary>The folder of the data files that a sweep names.</summary>
    public static Option<string?> Datasets() => new("--datasets")
    {
        Description = "The folder that data files are named relative to, in place of the sweep's own",
        HelpName = "DIR",
    };

    /// <summary>
    /// Loads a sweep, one for each of its data sets, and says on the error stream what in it is hardly meant.
    /// </summary>
    public static IReadOnlyList<LoadedSweep> LoadAll(string source, string? datasets, Terminal terminal)
    {
        var loaded = SweepLoader.LoadAll(source, datasets);
        foreach (var warning in loaded.SelectMany(sweep => sweep.Warnings).Select(w => w.ToString()).Distinct())
            terminal.Error.WriteLine($"warning: {warning}");
        return loaded;
    }

    /// <summary>The number of slots; where none is given, one a core.</summary>
    public static Option<int> Slots(string description)
    {
        var option = NumberOption.Whole("--slots", 1, 1024, description);
        option.DefaultValueFactory = _ => Environment.ProcessorCount;
        return option;
    }

    /// <summary>The number of slots; where none is given, what was measured says how many.</summary>
    public static Option<int> ChosenSlots(string description) => NumberOption.Whole("--slots", 1, 1024, description);

    /// <summary>The number of slots that was given; null: none was.</summary>
    public static int? GivenSlots(ParseResult parsed, Option<int> slots) =>
        parsed.GetResult(slots) is { Implicit: false } ? parsed.GetValue(slots) : null;

    /// <summary>A sweep that is to be run or planned.</summary>
    public static Argument<string> Sweep() => new("SWEEP")
    {
        Description = "A built-in sweep (orchestrator sweeps list) or a YAML file",
    };

    /// <summary>A sweep that was submitted.</summary>
    public static Argument<string> StoredSweep() => new("SWEEP")
    {
        Description = "A sweep's id, the beginning of it, or its name",
    };

    /// <summary>A name to look up in a catalogue.</summary>
    public static Argument<string> Name(string description) => new("NAME") { Description = description };

    /// <summary>What to append to a suggested command so that it finds the same folder.</summary>
    public static string DataHint(string folder) =>
        Path.GetFullPath(folder) == Path.GetFullPath(DataDirectory.DefaultPath) ? "" : $" --data {folder}";

    /// <summary>Where a store is, as people find it.</summary>
    public static string Place(StoreLocation store) =>
        store is StoreLocation.Sqlite folder ? Path.GetFullPath(folder.Path) : store.ToString();
}
