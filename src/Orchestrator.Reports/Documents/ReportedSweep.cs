namespace Orchestrator.Reports.Documents;

/// <summary>One sweep of a report and where its numbers come from.</summary>
public sealed record ReportedSweep
{
    /// <summary>The id, 12 hexadecimal digits; the other parts of the report refer to it.</summary>
    public required string Id { get; init; }

    /// <summary>The name in the spec.</summary>
    public required string Name { get; init; }

    /// <summary>The data set's name, or its file as the spec names it.</summary>
    public required string Dataset { get; init; }

    /// <summary>The content hash of the data set.</summary>
    public required string DatasetHash { get; init; }

    /// <summary>The spec, as written.</summary>
    public required string SpecText { get; init; }

    /// <summary>The metric that is compared, in the word of the spec.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether more of the metric is better.</summary>
    public required bool HigherIsBetter { get; init; }

    /// <summary>Trials of the grid.</summary>
    public required long Trials { get; init; }

    /// <summary>Trials with a result.</summary>
    public required long Completed { get; init; }

    /// <summary>Trials that failed for good.</summary>
    public required long Failed { get; init; }

    /// <summary>Test rows of a trial; 0 while no trial has a result.</summary>
    public required int TestRows { get; init; }

    /// <summary>Whether all trials share one split; else every seed has its own.</summary>
    public required bool SingleSplit { get; init; }

    /// <summary>The algorithms with their versions, as "wgan-gp v1".</summary>
    public required IReadOnlyList<string> Versions { get; init; }

    /// <summary>The command that runs it again.</summary>
    public required string Command { get; init; }
}
