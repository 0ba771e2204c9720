namespace Orchestrator.Reports.Answers;

/// <summary>What a report is made by.</summary>
public sealed record ReportOptions
{
    /// <summary>The confidence level of every interval; between 0.5 and 1.</summary>
    public double Level { get; init; } = 0.95;

    /// <summary>
    /// Half the width of the region of practical equivalence: for scores in 0..1 in their unit, 0.01 is a point; for
    /// losses and errors as a share of the mean unboosted score. From 0.
    /// </summary>
    public double Rope { get; init; } = 0.01;

    /// <summary>The version of the program that makes it.</summary>
    public string Program { get; init; } = "";

    /// <summary>How many trials are listed at most; the others are counted.</summary>
    public int MostTrials { get; init; } = 20_000;
}
