using System.Diagnostics;
using Akka.Actor;
using Orchestrator.Coordinator.Results;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Coordinator.Leases;

/// <summary>
/// A lease that a worker holds, as its session knows it: which reports the worker may still make. Not thread-safe.
/// </summary>
internal sealed class HeldLease(OpenLease open)
{
    private readonly HashSet<long> _unreported = [.. open.Grant.Trials.Select(trial => trial.Index)];
    private HashSet<StageKey>? _fits;

    public IActorRef Sweep => open.Sweep;

    public string SweepId => open.SweepId;

    /// <summary>Ends with the lease; null where it is not traced.</summary>
    public Activity? Span => open.Span;

    private SweepPlan Plan => open.Grant.Plan;

    /// <summary>Takes a result in; why not, where the worker may not report it.</summary>
    public string? Take(TrialFinished finished)
    {
        if (!_unreported.Contains(finished.Trial))
            return NotOpen(finished.Trial);
        if (finished.Result.Key != Plan.Keys.Trial(Plan.Grid[finished.Trial]))
            return $"the result's key is not that of trial {finished.Trial}";
        if (ResultChecks.ProblemOf(finished.Result, finished.Timings) is { } problem)
            return problem;
        _unreported.Remove(finished.Trial);
        return null;
    }

    /// <summary>Takes a failure in; why not, where the worker may not report it.</summary>
    public string? Take(TrialThrew threw) => _unreported.Remove(threw.Trial) ? null : NotOpen(threw.Trial);

    /// <summary>Why the trace may not be reported; null where it may.</summary>
    public string? Check(GeneratorTrace trace)
    {
        if (open.Grant.Bundle.Generator is not { } generator)
            return "the lease's bundle has no generator";
        _fits ??= [.. open.Grant.Bundle.Seeds.Select(
            seed => Plan.Keys.GeneratorFit(open.Grant.Bundle.Fraction, generator, seed))];
        if (!_fits.Contains(trace.Key))
            return "the trace is of no generator of the lease";
        return double.IsNaN(trace.FitSeconds) ? "the trace's time is not a number" : null;
    }

    private static string NotOpen(long trial) => $"trial {trial} is not open in the lease";
}
