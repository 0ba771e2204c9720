using System.CommandLine;
using System.Globalization;
using Orchestrator.Host.Composition;
using Orchestrator.Host.Display;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Host.Commands;

/// <summary><c>plan</c>: what running a sweep would do.</summary>
internal static class PlanCommand
{
    // Worked out on one core of a current machine; a plan says "about".
    private const double SecondsPerCostUnit = 0.001;

    public static Command Create(Terminal terminal)
    {
        var sweep = SharedOptions.Sweep();
        var datasets = SharedOptions.Datasets();
        var command = new Command("plan", "Check a sweep and show what running it would do") { sweep, datasets };
        command.SetAction(parsed =>
        {
            var parts = SharedOptions.LoadAll(parsed.GetRequiredValue(sweep), parsed.GetValue(datasets), terminal);
            foreach (var part in parts)
            {
                if (part != parts[0])
                    terminal.Out.WriteLine();
                Plan(part, terminal);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void Plan(LoadedSweep loaded, Terminal terminal)
    {
        var definition = loaded.Plan.Definition;
        var summary = PlanSummary.Of(loaded.Plan);
        var lines = new (string Name, string Value)[]
        {
            ("sweep", $"{definition.Spec.Name} ({definition.Id})"),
            ("data set", $"{loaded.Dataset.Name}, {loaded.Dataset.Rows} rows"),
            ("trials", $"{Number(summary.Trials)}: {Axes(loaded.Plan)}"),
            ("generator trainings", $"{Number(summary.GeneratorTrainings)}"
                + $" (without sharing: {Number(summary.GeneratorTrainingsUnshared)})"),
            ("bundles", $"{Number(summary.Bundles)}: as many slots can work at a time"),
            ("estimate", $"about {DurationText.Of(TimeSpan.FromSeconds(summary.Cost * SecondsPerCostUnit))} on one core"
                + " (without sharing: "
                + $"{DurationText.Of(TimeSpan.FromSeconds(summary.CostUnshared * SecondsPerCostUnit))})"),
        };
        foreach (var (name, value) in definition.Spec.Search is null ? lines : Search(loaded.Plan))
            terminal.Out.WriteLine($"{name,-20} {value}");
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
