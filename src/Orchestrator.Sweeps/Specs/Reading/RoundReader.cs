using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Search;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads the field that the coordinator adds to the spec of a search for each of its rounds: see
/// <see cref="RoundText"/>.
/// </summary>
internal sealed class RoundReader(ProblemList problems)
{
    /// <summary>What the field is.</summary>
    public const string Form = "it is added by the coordinator to the rounds of a search; leave it out";

    private static readonly string[] Fields = ["index", "part", "proposals"];
    private static readonly string[] ProposalFields = ["index", "candidate", "rung", "share", "values"];

    /// <summary>The round; null, with a problem, where it is none of this search.</summary>
    public SearchRound? Read(SpecNode node, SearchSpace space)
    {
        var before = problems.Count;
        SearchRound? round = null;
        if (node is SpecMap map)
        {
            var fields = new FieldSet(map, "round", Fields, problems);
            var proposals = fields["proposals"] is SpecList list
                ? list.Items.Select(item => Proposal(item, space)).ToList()
                : [];
            if (Whole(fields["index"], 1) is { } index && Whole(fields["part"], 0) is { } part
                && proposals.Count > 0 && !proposals.Contains(null))
                round = new SearchRound(index, part, [.. proposals.OfType<SearchProposal>()]);
        }

        if (round is null && problems.Count == before)
            problems.Add(node, "round", "is not a round", Form);
        return problems.Count == before ? round : null;
    }

    private SearchProposal? Proposal(SpecNode node, SearchSpace space)
    {
        if (node is not SpecMap map)
            return null;
        var fields = new FieldSet(map, "round.proposals", ProposalFields, problems);
        var values = fields["values"] is SpecList list
            ? list.Items.Select(item => (item as SpecScalar)?.Text ?? "").ToArray()
            : [];
        return values.Length == space.Dimensions.Count
            && space.Dimensions.Zip(values).All(v => SettingText.Canonical(v.First.Setting, v.Second) == v.Second)
            && Whole(fields["index"], 0) is { } index && Whole(fields["candidate"], 0) is { } candidate
            && Whole(fields["rung"], 0) is { } rung && Share(fields["share"]) is { } share
            ? new SearchProposal(index, candidate, values, rung, share)
            : null;
    }

    private static int? Whole(SpecNode? node, int least) =>
        node is SpecScalar { Plain: true } scalar && NumberText.TryParse(scalar.Text, out var number)
        && number >= least && number <= int.MaxValue && number == decimal.Truncate(number) ? (int)number : null;

    private static double? Share(SpecNode? node) =>
        node is SpecScalar { Plain: true } scalar && double.TryParse(
            scalar.Text, System.Globalization.CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
            ? share
            : null;
}
