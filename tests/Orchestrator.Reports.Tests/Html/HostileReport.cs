using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Tests.Html;

/// <summary>A report whose every name is markup that would run, were it taken for such.</summary>
internal static class HostileReport
{
    public const string Name = "\"'</script></title><!--<script><b>&<img src=x onerror=alert(1)>";

    public static ReportDocument Build()
    {
        var sample = new SampleReport().Build(2);
        return sample with
        {
            Program = Name,
            Sweeps = [.. sample.Sweeps.Select(sweep => sweep with
            {
                Name = sweep.Name + Name,
                Dataset = Name,
                DatasetHash = Name,
                SpecText = Name,
                Command = Name,
                Versions = [Name],
            })],
            Verdicts = [.. sample.Verdicts.Select(verdict => verdict with { Model = verdict.Model + Name, Text = Name })],
            Comparisons = [.. sample.Comparisons.Select(item => item with
            {
                Model = item.Model + Name,
                Generator = item.Generator + Name,
                Notes = [Name],
            })],
            Curves = [.. sample.Curves.Select(curve => curve with { Model = curve.Model + Name })],
            Ranks = sample.Ranks! with
            {
                Entries = [.. sample.Ranks.Entries.Select(entry => entry with { Name = entry.Name + Name })],
                Note = Name,
            },
            Generators = [.. sample.Generators.Select(item => item with
            {
                Generator = item.Generator + Name,
                Quality = item.Quality is null ? null : item.Quality with
                {
                    Columns = [.. item.Quality.Columns.Select(column => column with
                    {
                        Column = Name,
                        Bins = [.. column.Bins.Select(bin => bin + Name)],
                    })],
                },
            })],
            Trials = [.. sample.Trials.Take(100).Select(trial => trial with { Model = Name, Error = Name })],
        };
    }
}
