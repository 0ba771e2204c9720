using Google.Protobuf;
using Google.Protobuf.Collections;
using Orchestrator.Sweeps.Scheduling;
using Orchestrator.Sweeps.Trials;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Protocol;

/// <summary>What a worker brings, as the wire has it and as the program has it.</summary>
public static class WorkerOfferMapper
{
    /// <summary>The most slots of one worker.</summary>
    public const int MostSlots = 1024;

    /// <summary>The most data sets that a worker may name.</summary>
    public const int MostDatasets = 1000;

    /// <summary>The message of a worker that attaches. Of more data sets than fit, the first are named.</summary>
    public static Wire.Attached ToWire(WorkerAttached attached)
    {
        ArgumentNullException.ThrowIfNull(attached);
        var offer = attached.Offer;
        var wire = new Wire.Attached
        {
            Worker = attached.Worker,
            Version = FieldChecks.Shortened(offer.Version, FieldChecks.LongestLabel),
            Host = FieldChecks.Shortened(offer.Host, FieldChecks.LongestLabel),
            ProcessId = offer.ProcessId,
            Protocol = ProtocolVersion.Current,
        };
        wire.Slots.AddRange(offer.Slots.Select(ToWire));
        wire.Datasets.AddRange(offer.Datasets.Take(MostDatasets).Select(FieldChecks.Bytes));
        return wire;
    }

    /// <summary>The message of a slot.</summary>
    public static Wire.Slot ToWire(WorkerSlot slot)
    {
        ArgumentNullException.ThrowIfNull(slot);
        return new Wire.Slot { Device = slot.Device, MemoryBytes = slot.MemoryBytes };
    }

    /// <summary>The worker of a message.</summary>
    /// <exception cref="WireFormatException">
    /// The name, a device or a hash has not its form, or there are no slots or too many.
    /// </exception>
    public static WorkerAttached ToDomain(Wire.Attached wire)
    {
        ArgumentNullException.ThrowIfNull(wire);
        var path = new FieldPath("attached");
        var name = FieldChecks.WorkerName(wire.Worker, path, "worker");
        var offer = new WorkerOffer(Slots(wire.Slots, path))
        {
            Datasets = Datasets(wire.Datasets, path),
            Version = FieldChecks.Line(wire.Version, FieldChecks.LongestLabel, path, "version"),
            Host = FieldChecks.Line(wire.Host, FieldChecks.LongestLabel, path, "host"),
            ProcessId = FieldChecks.NotNegative(wire.ProcessId, path, "process_id"),
            Protocol = ProtocolVersion.Of(FieldChecks.NotNegative(wire.Protocol, path, "protocol")),
        };
        return new WorkerAttached(name, offer);
    }

    private static WorkerSlot[] Slots(RepeatedField<Wire.Slot> wire, FieldPath path)
    {
        if (wire.Count is 0 or > MostSlots)
            throw FieldChecks.Refused(path, "slots", $"a list of {wire.Count}", $"a list of 1 to {MostSlots} slots");
        return [.. wire.Select((slot, index) => ToDomain(slot, new FieldPath("attached.slots", index)))];
    }

    private static WorkerSlot ToDomain(Wire.Slot wire, FieldPath path)
    {
        if (!IsDevice(wire.Device))
        {
            throw FieldChecks.Refused(
                path, "device", FieldChecks.Quote(wire.Device), "'cpu' or 'cuda:N' with N from 0 to 999");
        }

        return new WorkerSlot(wire.Device)
        {
            MemoryBytes = FieldChecks.NotNegative(wire.MemoryBytes, path, "memory_bytes"),
        };
    }

    private static bool IsDevice(string device) => device == "cpu"
        || (device.StartsWith("cuda:", StringComparison.Ordinal) && device.Length is >= 6 and <= 8
            && device.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0);

    private static Digest[] Datasets(RepeatedField<ByteString> wire, FieldPath path)
    {
        if (wire.Count > MostDatasets)
        {
            throw FieldChecks.Refused(
                path, "datasets", $"a list of {wire.Count}", $"a list of at most {MostDatasets} hashes");
        }

        return [.. wire.Select((hash, index) => FieldChecks.Digest(hash, new("attached.datasets", index), ""))];
    }
}
