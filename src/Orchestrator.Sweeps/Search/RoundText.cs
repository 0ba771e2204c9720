using System.Globalization;
using System.Text;

namespace Orchestrator.Sweeps.Search;

/// <summary>
/// The spec of a round as text: that of the search with the field <c>round</c> added, so that whoever reads it comes to
/// the same sweep.
/// </summary>
internal static class RoundText
{
    /// <summary>The text of a search's spec with a round added.</summary>
    public static string Append(string searchText, SearchRound round)
    {
        var text = new StringBuilder(searchText);
        if (searchText.Length > 0 && searchText[^1] != '\n')
            text.Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"round:\n  index: {round.Index}\n  part: {round.Part}\n")
            .Append("  proposals:\n");
        foreach (var proposal in round.Proposals)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"  - {{index: {proposal.Index}, candidate: {proposal.Candidate}, rung: {proposal.Rung}, "
                + $"share: {proposal.Share:R}, values: [");
            text.AppendJoin(", ", proposal.Values.Select(value => $"\"{value}\"")).Append("]}\n");
        }

        return text.ToString();
    }
}
