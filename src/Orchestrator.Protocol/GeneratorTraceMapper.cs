using Google.Protobuf.Collections;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>How a generator's fit went, as the wire has it and as the program has it.</summary>
public static class GeneratorTraceMapper
{
    /// <summary>The most epochs that a trace may have.</summary>
    public const int MostEpochs = 100_000;

    /// <summary>The message of a trace that came of <paramref name="lease"/>.</summary>
    public static Wire.GeneratorTrace ToWire(LeaseId lease, GeneratorTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        var wire = new Wire.GeneratorTrace
        {
            Lease = lease.Value,
            Key = FieldChecks.Bytes(trace.Key.Value),
            FitSeconds = trace.FitSeconds,
        };
        wire.GeneratorLoss.AddRange(trace.GeneratorLoss);
        wire.DiscriminatorLoss.AddRange(trace.DiscriminatorLoss);
        wire.RealScore.AddRange(trace.RealScore);
        wire.FakeScore.AddRange(trace.FakeScore);
        if (trace.Details is { } details)
            wire.Details = TraceDetailsMapper.ToWire(details);
        return wire;
    }

    /// <summary>The trace of a message. Losses and scores may be NaN: a fit that diverged has such epochs.</summary>
    /// <exception cref="WireFormatException">
    /// The key is not 32 bytes, the four lists differ in length, or the seconds are out of range.
    /// </exception>
    public static GeneratorTrace ToDomain(Wire.GeneratorTrace wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        var path = new FieldPath("trace");
        var epochs = wire.GeneratorLoss.Count;
        FieldChecks.Within(epochs, 0, MostEpochs, path, "generator_loss");
        return new GeneratorTrace(
            new StageKey(FieldChecks.Digest(wire.Key, path, "key")),
            Copy(wire.GeneratorLoss, epochs, "generator_loss"),
            Copy(wire.DiscriminatorLoss, epochs, "discriminator_loss"),
            Copy(wire.RealScore, epochs, "real_score"),
            Copy(wire.FakeScore, epochs, "fake_score"),
            FieldChecks.Seconds(wire.FitSeconds, path, "fit_seconds"))
        {
            Details = wire.Details is null ? null : TraceDetailsMapper.ToDomain(wire.Details),
        };
    }

    private static float[] Copy(RepeatedField<float> values, int epochs, string field)
    {
        if (values.Count != epochs)
        {
            throw FieldChecks.Refused(new FieldPath("trace"), field, $"a list of {values.Count}",
                $"a list as long as generator_loss, which has {epochs}");
        }

        return [.. values];
    }
}
