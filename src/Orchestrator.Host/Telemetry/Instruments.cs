using System.Diagnostics.Metrics;

namespace Orchestrator.Host.Telemetry;

/// <summary>The metrics that coordinators and workers share. Names are never reused for something else.</summary>
internal static class Instruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Orchestrator.Host";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> CallsRefused = Meter.CreateCounter<long>(
        "orchestrator.calls.refused", "{call}", "Calls that were refused, by reason: unknown, forbidden or limited.");

    private static readonly Gauge<long> DiskFree = Meter.CreateGauge<long>(
        "orchestrator.disk.free", "By", "What this process may still write, by volume: data or cache.");

    private static readonly Gauge<long> DiskSize = Meter.CreateGauge<long>(
        "orchestrator.disk.size", "By", "The size of the file system, by volume: data or cache.");

    private static readonly Gauge<long> StoreSize = Meter.CreateGauge<long>(
        "orchestrator.store.size", "By", "What the store takes: the database, or the files of the data folder.");

    /// <summary>Shows what is counted from the start, as 0.</summary>
    public static void Begin()
    {
        foreach (var reason in (string[])["unknown", "forbidden", "limited"])
            CallsRefused.Add(0, new KeyValuePair<string, object?>("reason", reason));
    }

    /// <summary>
    /// A call was refused with this status of HTTP: the caller is not known, may not, or does too much.
    /// </summary>
    public static void CountRefusal(int status) => CallsRefused.Add(1, new KeyValuePair<string, object?>(
        "reason", status switch { 401 => "unknown", 403 => "forbidden", _ => "limited" }));

    /// <summary>Records the file system that a volume is on, in bytes.</summary>
    public static void RecordDisk(string volume, long free, long size)
    {
        var tag = new KeyValuePair<string, object?>("volume", volume);
        DiskFree.Record(free, tag);
        DiskSize.Record(size, tag);
    }

    /// <summary>Records what the store takes, in bytes.</summary>
    public static void RecordStore(long size) => StoreSize.Record(size);
}
