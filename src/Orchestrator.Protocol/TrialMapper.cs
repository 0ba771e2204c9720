using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>A trial of a grid with what came of it, as the wire has it.</summary>
public static class TrialMapper
{
    /// <summary>The message of a trial that has no result yet.</summary>
    public static Wire.Trial Pending(Trial trial, TrialKey key) => Cell(trial, key, Wire.TrialState.Pending);

    /// <summary>The message of a trial with its result.</summary>
    public static Wire.Trial Completed(Trial trial, TrialResult result, TrialTimings timings)
    {
        ArgumentNullException.ThrowIfNull(result);
        var wire = Cell(trial, result.Key, Wire.TrialState.Completed);
        wire.Result = TrialResultMapper.ToWire(result);
        wire.Timings = TrialResultMapper.ToWire(timings);
        return wire;
    }

    /// <summary>The message of a trial that failed for good.</summary>
    public static Wire.Trial Failed(Trial trial, TrialKey key, string error, int attempts)
    {
        var wire = Cell(trial, key, Wire.TrialState.Failed);
        wire.Error = FieldChecks.Shortened(error, FieldChecks.LongestLine);
        wire.Attempts = attempts;
        return wire;
    }

    /// <summary>The result and timings of a message; null where it has none.</summary>
    /// <exception cref="WireFormatException">
    /// A field has not its form, or there is a result although the state is another one, or none although it is.
    /// </exception>
    public static (TrialResult Result, TrialTimings Timings)? ToResult(Wire.Trial wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        var path = new FieldPath("trial");
        if (wire.State != Wire.TrialState.Completed)
        {
            return wire.Result is null
                ? null
                : throw FieldChecks.Refused(path, "result", "a result", "unset unless the trial is completed");
        }

        return (TrialResultMapper.ToDomain(wire.Result, new FieldPath("trial.result")),
            TrialResultMapper.ToDomain(wire.Timings, null, new FieldPath("trial.timings")));
    }

    private static Wire.Trial Cell(Trial trial, TrialKey key, Wire.TrialState state)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return new Wire.Trial
        {
            Index = trial.Index,
            Key = FieldChecks.Bytes(key.Value),
            State = state,
            Fraction = trial.Fraction.Value,
            Generator = trial.Generator?.Label ?? "",
            Boost = trial.Boost.Value,
            Replace = trial.Boost.Replaces,
            Model = trial.Model.Label,
            Seed = (ulong)trial.Seed.Value,
        };
    }
}
