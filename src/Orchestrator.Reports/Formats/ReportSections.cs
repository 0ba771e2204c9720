using Orchestrator.Reports.Documents;

namespace Orchestrator.Reports.Formats;

/// <summary>A report in the order in which people read it: the verdict first, what it rests on last.</summary>
internal sealed class ReportSections
{
    private readonly ReportDocument _document;
    private readonly ReportNumbers _numbers;
    private readonly NoteList _notes;

    private ReportSections(ReportDocument document)
    {
        _document = document;
        _notes = NoteList.Of(document.Comparisons);
        _numbers = new ReportNumbers(document.Sweeps.Count == 0 ? "" : document.Sweeps[0].Metric);
    }

    /// <summary>The title of a report.</summary>
    public static string Title(ReportDocument document) =>
        $"Does synthetic data help? {string.Join(", ", document.Sweeps.Select(sweep => sweep.Name))}";

    /// <summary>The sections of a report, without empty ones.</summary>
    public static IReadOnlyList<ReportSection> Of(ReportDocument document)
    {
        var sections = new ReportSections(document);
        List<ReportSection> all = [sections.Verdict(), .. sections.Tables(), sections.HowToRead()];
        all.AddRange(SweepSections.Of(document));
        return [.. all.Where(section => section.Blocks.Count > 0)];
    }

    private IEnumerable<ReportSection> Tables()
    {
        var tables = new ReportTables(_document, _numbers, _notes);
        yield return new ReportSection("Worth in real rows", tables.Worth());
        yield return new ReportSection("Comparisons", tables.Comparisons());
        yield return new ReportSection("Across data sets", RankTables.Of(_document.Ranks, _numbers));
        yield return new ReportSection("Unboosted scores", tables.Curves());
        yield return new ReportSection("Generated rows", QualityTable.Of(_document));
    }

    private ReportSection Verdict()
    {
        var blocks = new List<ReportBlock>();
        foreach (var sweep in _document.Sweeps)
            blocks.AddRange(Limits(sweep).Select(limit => new ReportBlock.Paragraph(limit)));
        if (_document.Verdicts.Count > 0)
            blocks.Add(new ReportBlock.Items([
                .. _document.Verdicts.Select(verdict => VerdictSentence.Of(_document, verdict)),
            ], Numbered: false));
        return new ReportSection("Verdict", blocks);
    }

    // What a sweep lacks for an answer, before anybody reads one.
    private IEnumerable<string> Limits(ReportedSweep sweep)
    {
        var pending = sweep.Trials - sweep.Completed - sweep.Failed;
        if (pending > 0)
        {
            yield return $"Partial: {sweep.Completed} of {sweep.Trials} trials of {sweep.Name} have a result, "
                + $"{pending} are pending; all that follows may change.";
        }

        if (sweep.Failed > 0)
        {
            yield return $"{sweep.Failed} of {sweep.Trials} trials of {sweep.Name} failed; their pairs are missing.";
        }

        if (_document.Comparisons.All(comparison => comparison.Sweep != sweep.Id))
        {
            yield return $"{sweep.Name} compares nothing: an answer takes unboosted trials and boosted ones. Give it "
                + "boosts: [0, 0.5] and generators: wgan-gp, for example, and run it again; what is stored is not run "
                + "twice.";
        }
    }

    private ReportSection HowToRead()
    {
        var level = ReportNumbers.Level(_document.Level);
        var blocks = new List<ReportBlock>();
        if (_document.Comparisons.Count > 0)
        {
            blocks.Add(new ReportBlock.Items(
            [
                $"gain: mean difference of a boosted trial to the unboosted one of the same fraction, model and seed, "
                    + $"in {_numbers.Unit}; positive is better, whatever the metric.",
                $"{level}: the interval of the gain by the corrected resampled t-test (Nadeau and Bengio 2003).",
                "p: two-sided, after Holm's correction over the comparisons of the same sweep and model.",
                "help / same / hurt: probability that the gain is above, within or below "
                    + $"± {_numbers.Width(_document.Rope)} (Bayesian correlated t-test, Benavoli et al. 2017).",
                "rows: extra real rows that would bring the same gain on the unboosted learning curve, with the "
                    + $"{level} interval; \"-\" stands for an end, or a worth, that the curve cannot tell.",
                .. VerdictWords.All.Where(word => _document.Comparisons.Any(c => c.Verdict == word.Verdict))
                    .Select(word => $"{word.Word}: {word.Meaning}."),
            ], Numbered: false));
        }

        if (_notes.Common.Count > 0)
        {
            blocks.Add(new ReportBlock.Paragraph("True of all comparisons:"));
            blocks.Add(new ReportBlock.Items([.. _notes.Common], Numbered: false));
        }

        if (_notes.Texts.Count > 0)
        {
            blocks.Add(new ReportBlock.Paragraph("Notes of the comparisons:"));
            blocks.Add(new ReportBlock.Items(_notes.Texts, Numbered: true));
        }

        return new ReportSection("How to read it", blocks);
    }
}
