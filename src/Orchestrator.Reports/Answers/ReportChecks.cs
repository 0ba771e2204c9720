using System.Globalization;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Reports.Answers;

/// <summary>What can be no report, and why.</summary>
internal static class ReportChecks
{
    /// <summary>Refuses searches, and sweeps of several metrics.</summary>
    /// <exception cref="ReportException">There is one, or there are some.</exception>
    public static void Require(IReadOnlyList<SweepSpec> specs)
    {
        if (specs.FirstOrDefault(spec => spec.Search is not null) is { } search)
        {
            throw new ReportException($"{search.Name} is a search: its trials are those of its rounds; report them one "
                + $"by one, {search.Name}.round-1 and so on, as orchestrator list names them");
        }

        var metrics = specs.GroupBy(spec => spec.Metric).ToList();
        if (metrics.Count > 1)
        {
            var each = metrics.Select(group => $"{string.Join(", ", group.Select(s => s.Name))} of {group.Key}");
            throw new ReportException(
                $"a report is of one metric, and these are of {metrics.Count}: {string.Join("; ", each)}; "
                + "report them one by one");
        }
    }

    /// <summary>Refuses a sweep of more trials than fit into memory.</summary>
    /// <exception cref="ReportException">It has more.</exception>
    public static void RequireSize(SweepPlan plan)
    {
        if (plan.Grid.Count > ScoreTable.MostTrials)
        {
            throw new ReportException(string.Create(CultureInfo.InvariantCulture,
                $"{plan.Definition.Spec.Name} has {plan.Grid.Count:N0} trials; a report is of "
                + $"{ScoreTable.MostTrials:N0} at most: export them with orchestrator results"));
        }
    }

    /// <summary>Refuses a sweep of which nothing can be told yet.</summary>
    /// <exception cref="ReportException">No trial has a result.</exception>
    public static void RequireResults(SweepPlan plan, ScoreTable table)
    {
        if (table.Counts.Completed > 0)
            return;
        var (name, id) = (plan.Definition.Spec.Name, plan.Definition.Id);
        throw new ReportException(table.Counts.Failed == 0
            ? $"{name} ({id}) has no results yet: none of its {table.Counts.Total} trials has ended"
            : $"{name} ({id}) has no results: {table.Counts.Failed} of its {table.Counts.Total} trials failed, the "
                + $"first with: {table.FirstError}");
    }
}
