using Orchestrator.Reports.Documents;
using Orchestrator.Sweeps.BuiltIn;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Reports.Answers;

/// <summary>What a report says of a sweep itself.</summary>
internal static class SweepFacts
{
    /// <summary>The facts of a sweep of which the trials were read.</summary>
    public static ReportedSweep Of(SweepPlan plan, ScoreTable table)
    {
        var (spec, text, hash) = plan.Definition;
        return new ReportedSweep
        {
            Id = plan.Definition.Id,
            Name = spec.Name,
            Dataset = DatasetOf(spec),
            DatasetHash = hash.ToString(),
            SpecText = text,
            Metric = spec.Metric,
            HigherIsBetter = !MetricNames.SmallerIsBetter(spec.Metric),
            Trials = table.Counts.Total,
            Completed = table.Counts.Completed,
            Failed = table.Counts.Failed,
            TestRows = table.TestRows,
            SingleSplit = table.SingleSplit,
            Versions = Versions(spec),
            Command = $"orchestrator run {Source(spec.Name, text)}",
        };
    }

    /// <summary>The data set's name, or its file without the folder.</summary>
    public static string DatasetOf(SweepSpec spec) => spec.Dataset switch
    {
        DatasetReference.BuiltIn builtIn => builtIn.Name,
        DatasetReference.CsvFile file => Path.GetFileName(file.Path.Replace('\\', '/')),
        _ => "",
    };

    private static IReadOnlyList<string> Versions(SweepSpec spec)
    {
        var generators = spec.Boosts.All(boost => boost.IsNone) ? [] : spec.Generators;
        return
        [
            .. generators.Concat(spec.Models).Select(c => $"{c.Algorithm.Name} v{c.Algorithm.Version}").Distinct(),
            $"data v{TrialKeys.DataVersion}", $"scoring v{TrialKeys.ScoringVersion}",
        ];
    }

    // A built-in sweep goes by its name as long as it is what was run, or a part of it; any other by the file that the
    // spec is.
    private static string Source(string name, string text)
    {
        var builtIn = BuiltInSweeps.List()
            .FirstOrDefault(sweep => sweep.Text == text || SpecParts.Of(sweep.Text).Contains(text));
        return builtIn?.Name ?? $"{name}.yaml";
    }
}
