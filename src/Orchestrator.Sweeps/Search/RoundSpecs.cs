using System.Globalization;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Sweeps.Search;

/// <summary>
/// The sweeps that a round of a search consists of: the search's own spec with the settings of the proposals in place.
/// A function of the spec and the proposals alone.
/// </summary>
internal static class RoundSpecs
{
    // The share of the rows below which halving learns nothing.
    private const double LeastFractionShare = 0.05;

    /// <summary>
    /// The least share of the resource that halving may spend on a proposal: of a whole-numbered setting, 1.
    /// </summary>
    public static double LeastShare(SweepSpec spec, SweepSearch search) =>
        search.Resource is not { } resource || SettingPath.Parse(resource) is not { } path
            ? LeastFractionShare
            : 1.0 / Entries(spec).Where(entry => path.Means(entry.Axis, entry.Choice))
                .Min(entry => entry.Choice.Settings.Integer(path.Setting));

    /// <summary>
    /// The sweeps of a round. Proposals with equal generators and fractions share one, so that each generator is fitted
    /// once; without generators there is nothing to share, and each has its own, for a slot of its own.
    /// </summary>
    public static IReadOnlyList<SearchRound> Parts(SweepSpec spec, int index, IReadOnlyList<SearchProposal> proposals)
    {
        var boosted = spec.Boosts.Any(boost => !boost.IsNone);
        var parts = proposals.GroupBy(proposal => boosted ? SharedText(spec, proposal) : $"{proposal.Index}").ToList();
        return [.. parts.Select((part, i) => new SearchRound(index, parts.Count == 1 ? 0 : i + 1, [.. part]))];
    }

    /// <summary>The ordinary sweep of a round.</summary>
    public static SweepSpec Of(SweepSpec spec, SearchRound round)
    {
        var search = Required(spec);
        return spec with
        {
            Name = round.NameIn(spec.Name),
            Search = null,
            Validation = new ValidationSpec(search.Validation, search.Metric),
            Metric = search.Metric,
            Fractions = Fractions(spec, round.Proposals[0]),
            Generators = Axis(spec, SettingPath.Generators, spec.Generators, round.Proposals[0]),
            Models = [.. round.Proposals.SelectMany(p => Axis(spec, SettingPath.Models, spec.Models, p)).Distinct()],
        };
    }

    /// <summary>The models of one proposal of a round.</summary>
    public static IReadOnlySet<AlgorithmChoice> ModelsOf(SweepSpec spec, SearchProposal proposal) =>
        Axis(spec, SettingPath.Models, spec.Models, proposal).ToHashSet();

    private static IEnumerable<(string Axis, AlgorithmChoice Choice)> Entries(SweepSpec spec) =>
        spec.Models.Select(model => (SettingPath.Models, model))
            .Concat(spec.Generators.Select(generator => (SettingPath.Generators, generator)));

    private static string SharedText(SweepSpec spec, SearchProposal proposal) =>
        string.Join(' ', Fractions(spec, proposal)) + string.Concat(
            Axis(spec, SettingPath.Generators, spec.Generators, proposal)
                .SelectMany(generator => generator.Settings.Canonical).Select(setting => $"\n{setting.Value}"));

    private static IReadOnlyList<Fraction> Fractions(SweepSpec spec, SearchProposal proposal) =>
        Required(spec).Resource == SweepSearch.FractionResource
            ? [.. spec.Fractions.Select(fraction => new Fraction(fraction.Value * proposal.Share))]
            : spec.Fractions;

    private static IReadOnlyList<AlgorithmChoice> Axis(
        SweepSpec spec, string axis, IReadOnlyList<AlgorithmChoice> choices, SearchProposal proposal) =>
        [.. choices.Select(choice => Changed(Required(spec), axis, choice, proposal))];

    private static AlgorithmChoice Changed(
        SweepSearch search, string axis, AlgorithmChoice choice, SearchProposal proposal)
    {
        var settings = choice.Settings;
        for (var d = 0; d < search.Space.Dimensions.Count; d++)
        {
            if (SettingPath.Parse(search.Space.Dimensions[d].Name) is { } path && path.Means(axis, choice))
                settings = settings.With(path.Setting, proposal.Values[d]);
        }

        if (search.Resource is { } resource && SettingPath.Parse(resource) is { } saved && saved.Means(axis, choice))
        {
            var share = Math.Max(1, Math.Round(choice.Settings.Integer(saved.Setting) * proposal.Share));
            settings = settings.With(saved.Setting, share.ToString(CultureInfo.InvariantCulture));
        }

        return choice with { Settings = settings };
    }

    private static SweepSearch Required(SweepSpec spec) =>
        spec.Search ?? throw new ArgumentException("The sweep is not a search.", nameof(spec));
}
