using System.Diagnostics.Metrics;

namespace Orchestrator.Host.Telemetry;

/// <summary>The metrics of what a process keeps, coordinator and worker alike. Names are never reused.</summary>
internal static class Instruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Orchestrator.Host";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Gauge<long> DiskFree = Meter.CreateGauge<long>(
        "orchestrator.disk.free", "By", "What this process may still write, by volume: data or cache.");

    private static readonly Gauge<long> DiskSize = Meter.CreateGauge<long>(
        "orchestrator.disk.size", "By", "The size of the file system, by volume: data or cache.");

    private static readonly Gauge<long> StoreSize = Meter.CreateGauge<long>(
        "orchestrator.store.size", "By", "What the store takes: the database, or the files of the data folder.");

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
