namespace Orchestrator.Reports.Documents;

/// <summary>
/// The answer to "does synthetic data help, by how much, and is it more than noise?" for one or more sweeps: everything
/// that a report shows, in every format, and nothing that is not determined by the stored results. As JSON it is what
/// the HTML report draws. Fractions of one (0.83), never percentages; scores in the metric's own unit.
/// </summary>
public sealed record ReportDocument
{
    /// <summary>The version of this form; a reader refuses a higher one.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The program's version.</summary>
    public required string Program { get; init; }

    /// <summary>The confidence level of every interval, 0.95.</summary>
    public required double Level { get; init; }

    /// <summary>Half the width of the region of practical equivalence, in the metric's unit; 0.01 is a point.</summary>
    public required double Rope { get; init; }

    /// <summary>The sweeps, in the order they were named.</summary>
    public required IReadOnlyList<ReportedSweep> Sweeps { get; init; }

    /// <summary>The answer in sentences, what matters most first: one for each sweep and model.</summary>
    public required IReadOnlyList<ModelVerdict> Verdicts { get; init; }

    /// <summary>Every boosted configuration beside its own unboosted trials.</summary>
    public required IReadOnlyList<BoostComparison> Comparisons { get; init; }

    /// <summary>The unboosted scores over the fractions, one curve for each sweep and model.</summary>
    public required IReadOnlyList<LearningCurve> Curves { get; init; }

    /// <summary>The generators ranked across data sets; null with fewer than two data sets in common.</summary>
    public required RankComparison? Ranks { get; init; }

    /// <summary>
    /// How the generators were trained and how good their rows are: by sweep, fraction and generator.
    /// </summary>
    public required IReadOnlyList<GeneratorSummary> Generators { get; init; }

    /// <summary>The trials that have ended, in the order of the grids; the first 20,000 at most.</summary>
    public required IReadOnlyList<ReportedTrial> Trials { get; init; }

    /// <summary>How many ended trials are not listed.</summary>
    public required long TrialsLeftOut { get; init; }
}
