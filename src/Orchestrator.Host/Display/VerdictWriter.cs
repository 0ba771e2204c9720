using Orchestrator.Protocol;
using Orchestrator.Reports.Answers;
using Orchestrator.Reports.Documents;
using Orchestrator.Reports.Formats;

namespace Orchestrator.Host.Display;

/// <summary>The verdict on a sweep that has just ended: a sentence or two for each model.</summary>
internal static class VerdictWriter
{
    /// <summary>What sweeps came to; null where they compare nothing, or nothing can be told.</summary>
    public static async Task<ReportDocument?> AnswerAsync(
        IReadOnlyList<ReportInput> inputs, CancellationToken cancellation)
    {
        if (inputs.Any(input => input.Plan.Definition.Spec.Search is not null))
            return null;
        try
        {
            var options = new ReportOptions { Program = ProtocolVersion.Program, MostTrials = 0 };
            var document = await ReportBuilder.BuildAsync(inputs, options, cancellation);
            return document.Verdicts.Count == 0 ? null : document;
        }
        catch (ReportException)
        {
            // The counts below the tables say that there is nothing to tell of.
            return null;
        }
    }

    /// <summary>Writes the verdicts and a blank line; nothing for null.</summary>
    public static void Write(Terminal terminal, ReportDocument? document)
    {
        if (document is null)
            return;
        foreach (var verdict in document.Verdicts)
            ReportText.WriteWrapped(VerdictSentence.Of(document, verdict), "- ", terminal.Out);
        terminal.Out.WriteLine();
    }
}
