using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Progress;

/// <summary>Where a sweep stands, as watchers see it. Each one replaces the one before.</summary>
public sealed record SweepProgress
{
    /// <summary>The sweep's id.</summary>
    public required string SweepId { get; init; }

    /// <summary>The sweep's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its status.</summary>
    public required SweepStatus Status { get; init; }

    /// <summary>Trials of the grid.</summary>
    public required long Total { get; init; }

    /// <summary>Trials with a result.</summary>
    public required long Completed { get; init; }

    /// <summary>Of those, how many were not run: they were in the store when the sweep was taken up.</summary>
    public required long FromStore { get; init; }

    /// <summary>Trials that failed for good.</summary>
    public required long Failed { get; init; }

    /// <summary>When this submission began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The bundles that workers hold.</summary>
    public required IReadOnlyList<RunningBundle> Running { get; init; }

    /// <summary>Mean accuracy so far, a model an entry, in the order of the spec.</summary>
    public required IReadOnlyList<ModelMean> MeanByModel { get; init; }

    /// <summary>The newest errors of failed trials, at most five, newest last.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>Why results cannot be stored at the moment; null while they can.</summary>
    public string? StoreError { get; init; }

    /// <summary>Whether it is a search, whose trials are those of the sweeps that are its rounds.</summary>
    public bool IsSearch { get; init; }

    /// <summary>True when nothing more will come of this submission.</summary>
    public bool IsFinished => Status is SweepStatus.Completed or SweepStatus.Cancelled;
}

/// <summary>A bundle that a worker holds.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="Bundle">The bundle's index.</param>
/// <param name="Description">What it is about: fraction, generator and seeds.</param>
/// <param name="Done">Trials of the lease that ended.</param>
/// <param name="Trials">Trials of the lease.</param>
public sealed record RunningBundle(string Worker, int Bundle, string Description, int Done, int Trials)
{
    /// <summary>What the worker is at; null where it has not said yet.</summary>
    public StageProgress? Stage { get; init; }
}

/// <summary>A model's mean accuracy over the trials that have a result.</summary>
/// <param name="Model">The model's label.</param>
/// <param name="Mean">The mean, 0..1; 0 where there is no trial yet.</param>
/// <param name="Trials">How many trials it is the mean of.</param>
public sealed record ModelMean(string Model, double Mean, long Trials);
