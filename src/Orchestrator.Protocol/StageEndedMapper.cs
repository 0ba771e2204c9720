using Google.Protobuf.WellKnownTypes;
using Orchestrator.Sweeps.Scheduling;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>A stage that has ended, as the wire has it and as the program has it.</summary>
internal static class StageEndedMapper
{
    // The longest that a time span holds.
    private static readonly double LongestSeconds = Math.Floor(TimeSpan.MaxValue.TotalSeconds);

    /// <summary>The message of <paramref name="stage"/>.</summary>
    public static Wire.StageEnded ToWire(StageEnded stage) => new()
    {
        Lease = stage.Lease.Value,
        Stage = stage.Stage,
        Algorithm = FieldChecks.Shortened(stage.Algorithm, FieldChecks.LongestLabel),
        Trials = stage.Trials,
        StartedAt = Timestamp.FromDateTimeOffset(stage.Start),
        Seconds = stage.Duration.TotalSeconds,
        Error = FieldChecks.Shortened(stage.Error ?? "", FieldChecks.LongestLine),
    };

    /// <summary>The stage of a message.</summary>
    /// <exception cref="WireFormatException">A field has not its form.</exception>
    public static StageEnded ToDomain(Wire.StageEnded wire)
    {
        var path = new FieldPath("stage_ended");
        return new StageEnded(
            new LeaseId(FieldChecks.NotNegative(wire.Lease, path, "lease")),
            StageProgressMapper.StageName(wire.Stage, path),
            FieldChecks.Line(wire.Algorithm, FieldChecks.LongestLabel, path, "algorithm"),
            FieldChecks.NotNegative(wire.Trials, path, "trials"),
            Time(FieldChecks.Set(wire.StartedAt, path, "started_at"), path),
            Duration(FieldChecks.Seconds(wire.Seconds, path, "seconds")),
            wire.Error.Length == 0 ? null : FieldChecks.Line(wire.Error, FieldChecks.LongestLine, path, "error"));
    }

    // Rounded, so that a tick is not lost on the way.
    private static TimeSpan Duration(double seconds) =>
        TimeSpan.FromTicks((long)Math.Round(Math.Min(seconds, LongestSeconds) * TimeSpan.TicksPerSecond));

    private static DateTimeOffset Time(Timestamp wire, FieldPath path)
    {
        try
        {
            return wire.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            throw FieldChecks.Refused(
                path, "started_at", $"{wire.Seconds} s and {wire.Nanos} ns", "a time of the years 1 to 9999");
        }
    }
}
