using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Progress;

/// <summary>What watchers are shown of one sweep besides its state. Not thread-safe.</summary>
internal sealed class SweepReport(SweepPlan plan, DateTimeOffset startedAt)
{
    private const int ErrorsShown = 5;

    private readonly ProgressTally _tally = new(plan);
    private readonly Queue<string> _errors = new();
    private readonly Dictionary<LeaseId, StageProgress> _stages = [];

    /// <summary>How many trials had their result without being run.</summary>
    public long FromStore { get; set; }

    /// <summary>Why results cannot be stored at the moment; null while they can.</summary>
    public string? StoreProblem { get; set; }

    /// <summary>Why the sweep cannot go on for another reason; null while it can.</summary>
    public string? Problem { get; set; }

    /// <summary>Why no attached worker can run it; null while one can.</summary>
    public string? Waiting { get; set; }

    /// <summary>A trial has its result.</summary>
    public void Count(long trial, double? accuracy) => _tally.Add(trial, accuracy);

    /// <summary>A trial failed for good.</summary>
    public void Failed(long trial, string error)
    {
        _errors.Enqueue($"trial {trial}: {error}");
        if (_errors.Count > ErrorsShown)
            _errors.Dequeue();
    }

    /// <summary>What the lease is at.</summary>
    public void At(LeaseId lease, StageProgress stage) => _stages[lease] = stage;

    /// <summary>The lease is over.</summary>
    public void Ended(LeaseId lease) => _stages.Remove(lease);

    /// <summary>The whole picture.</summary>
    public SweepProgress ToProgress(SweepRecord record, SweepState state, LeaseBook leases) => new()
    {
        SweepId = record.Id,
        Name = record.Name,
        Status = state.Status,
        Total = plan.Grid.Count,
        Completed = state.Completed,
        FromStore = FromStore,
        Failed = state.Failed,
        StartedAt = startedAt,
        Running = [.. leases.Out.OrderBy(lease => lease.Lease.Value).Select(Describe)],
        MeanByModel = _tally.Means(),
        Errors = [.. _errors],
        StoreError = StoreProblem ?? Problem,
        Waiting = state.Status == SweepStatus.Running ? Waiting : null,
    };

    private RunningBundle Describe(OutLease lease)
    {
        var bundle = plan.Bundle(lease.Part.Bundle);
        var (first, last) = (bundle.Seeds[lease.Part.FirstSeed],
            bundle.Seeds[lease.Part.FirstSeed + lease.Part.Seeds - 1]);
        var seeds = lease.Part.Seeds == 1 ? $"seed {first}" : $"seeds {first}–{last}";
        var what = $"fraction {bundle.Fraction}, {bundle.Generator?.Label ?? "no boost"}, {seeds}";
        return new RunningBundle(
            lease.Worker, lease.Part.Bundle, lease.Part.IsAlone ? $"{what}, trial {lease.Part.Trial} alone" : what,
            lease.Done, lease.Trials.Count)
        {
            Stage = _stages.GetValueOrDefault(lease.Lease),
        };
    }
}
