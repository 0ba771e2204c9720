using System.CommandLine;
using System.Globalization;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Display;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Planning.Costs;
using Orchestrator.Sweeps.Search;
using Spectre.Console;

namespace Orchestrator.Host.Commands;

/// <summary><c>plan</c>: what running a sweep would do.</summary>
internal static class PlanCommand
{
    // Beside the trials: starting, opening the store, judging. A sweep of one trial takes as long.
    private const double StartSeconds = 1.2;

    public static Command Create(Terminal terminal)
    {
        var sweep = SharedOptions.Sweep();
        var datasets = SharedOptions.Datasets();
        var data = SharedOptions.Data();
        var slots = SharedOptions.ChosenSlots("Plan for so many bundles at a time: as measured, where not given");
        var device = DeviceOption.CreateOne("The device to plan for");
        var measure = new Option<bool>("--measure") { Description = "Measure again what was measured before" };
        var command = new Command("plan", "Check a sweep and show what running it would do")
        {
            sweep, datasets, data, slots, device, measure,
        };
        command.SetAction((parsed, stop) =>
        {
            var parts = SharedOptions.LoadAll(parsed.GetRequiredValue(sweep), parsed.GetValue(datasets), terminal);
            var measured = MeasuredDevice.Open(
                parsed.GetRequiredValue(data), parsed.GetRequiredValue(device), terminal);
            if (parsed.GetValue(measure))
                measured.Forget();
            measured.MeasureGroups(MeasuredDevice.AlgorithmsOf(parts), stop);
            foreach (var part in parts)
            {
                if (part != parts[0])
                    terminal.Out.WriteLine();
                Plan(part, measured, SharedOptions.GivenSlots(parsed, slots), terminal, stop);
            }

            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void Plan(
        LoadedSweep loaded, MeasuredDevice device, int? slots, Terminal terminal, CancellationToken stop)
    {
        if (loaded.Plan.Definition.Spec.Search is not null)
        {
            Write(Search(loaded.Plan), terminal);
            return;
        }

        Measure(loaded, device, terminal, stop);
        var costs = device.CostsOf(loaded);
        var estimate = SweepEstimate.Of(
            loaded.Plan, costs, device.Concurrency, slots ?? device.Slots, StartSeconds);
        Write([.. Lines(loaded), .. PlanWriter.Lines(device, loaded, estimate, slots is not null)], terminal);
        terminal.Out.WriteLine();
        TableWriter.Write(terminal, PlanWriter.Costs(device, estimate));
    }

    private static void Measure(LoadedSweep loaded, MeasuredDevice device, Terminal terminal, CancellationToken stop)
    {
        var name = loaded.Plan.Definition.Spec.Name;
        if (terminal.Screen is { } screen)
        {
            screen.Status().Start("measuring", status => device.MeasureSweep(
                loaded, what => status.Status($"measuring {Markup.Escape(what)}"), stop));
            return;
        }

        var isTold = false;
        device.MeasureSweep(
            loaded,
            _ =>
            {
                if (!isTold)
                {
                    terminal.Error.WriteLine(
                        $"measuring what {name} takes on {device.Costs.Device.Device}: seconds, once");
                }

                isTold = true;
            },
            stop);
    }

    private static void Write(IEnumerable<(string Name, string Value)> lines, Terminal terminal)
    {
        foreach (var (name, value) in lines)
            terminal.Out.WriteLine($"{name,-20} {value}");
    }

    private static (string Name, string Value)[] Lines(LoadedSweep loaded)
    {
        var definition = loaded.Plan.Definition;
        var summary = PlanSummary.Of(loaded.Plan);
        return
        [
            ("sweep", $"{definition.Spec.Name} ({definition.Id})"),
            ("data set", $"{loaded.Dataset.Name}, {loaded.Dataset.Rows} rows"),
            ("trials", $"{Number(summary.Trials)}: {Axes(loaded.Plan)}"),
            ("generator trainings", $"{Number(summary.GeneratorTrainings)}"
                + $" (without sharing: {Number(summary.GeneratorTrainingsUnshared)})"),
            ("bundles", $"{Number(summary.Bundles)}: as many slots can work at a time"),
        ];
    }

    private static (string Name, string Value)[] Search(SweepPlan plan)
    {
        var search = new SearchPlan(plan.Definition);
        return
        [
            ("search", $"{plan.Definition.Spec.Name} ({plan.Definition.Id})"),
            ("strategy", SearchStrategyNames.Of(search.Search.Strategy)),
            ("over", search.Search.Space.ToString()),
            ("trials", $"at most {Number(search.PlannedTrials)}: {Number(search.Candidates)} sets of settings, each on "
                + $"{Number(search.TrialsPerProposal)}: {Axes(plan)}"),
            ("rounds", $"of {search.Search.Parallel} sets of settings at a time"),
        ];
    }

    private static string Axes(SweepPlan plan)
    {
        var spec = plan.Definition.Spec;
        var replacing = plan.Grid.Arms.Count(arm => arm.Boost.Replaces);
        var what = replacing == 0 ? "" : $", {replacing} in place of the real rows";
        return $"{spec.Fractions.Count} fractions × {plan.Grid.Arms.Count} arms (boost with generator{what}) × "
            + $"{spec.Models.Count} models × {spec.Seeds.Count} seeds";
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
