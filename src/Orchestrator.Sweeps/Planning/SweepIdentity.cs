using System.Globalization;
using System.Text;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Planning;

/// <summary>
/// Names a sweep by what it is, so that running the same file again resumes it. The name, the data set's content, the
/// axes in their order with every setting and version, and the split count. Comments, layout, the metric and the
/// attempts do not: they change no trial.
/// </summary>
internal static class SweepIdentity
{
    /// <summary>How many hexadecimal digits an id has.</summary>
    public const int Digits = 12;

    /// <summary>The id: the first digits of the SHA-256 of the canonical form.</summary>
    public static string Of(SweepSpec spec, Digest datasetHash)
    {
        var form = new StringBuilder($"sweep {spec.Name}\n")
            .Append($"data v{TrialKeys.DataVersion} {datasetHash} scoring v{TrialKeys.ScoringVersion}\n")
            .SplitRule(spec.Split).Append(SplitSeed(spec.Split)).Append('\n')
            .Append("fractions ").AppendJoin(' ', spec.Fractions).Append('\n')
            .Append("boosts ").AppendJoin(' ', spec.Boosts).Append('\n')
            .Append("seeds ").AppendJoin(' ', spec.Seeds).Append('\n');
        foreach (var generator in spec.Generators)
            form.Algorithm("generator", generator);
        foreach (var model in spec.Models)
            form.Algorithm("model", model);
        if (spec.Validation is { } validation)
            form.Append(CultureInfo.InvariantCulture, $"validation {validation.Share:R} {validation.Metric}\n");
        if (spec.Search is { } search)
            form.Append("search ").Append(search).Append('\n');
        return form.Digest().ToString()[..Digits];
    }

    private static string SplitSeed(SplitSpec split) =>
        split.FileOrder ? "" : $" {split.FixedSeed?.ToString() ?? "per-seed"}";
}
