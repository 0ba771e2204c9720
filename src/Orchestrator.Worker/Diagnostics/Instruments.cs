using System.Diagnostics.Metrics;

namespace Orchestrator.Worker.Diagnostics;

/// <summary>The worker's metrics. Names are never reused for something else.</summary>
internal static class Instruments
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Orchestrator.Worker";

    private static readonly Meter Meter = new(MeterName);

    private static readonly InstrumentAdvice<double> StageTimes = new()
    {
        HistogramBucketBoundaries =
            [0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    };

    /// <summary>Time of a stage, for all replicas of a bundle together, by stage and algorithm.</summary>
    public static Histogram<double> StageDuration { get; } = Meter.CreateHistogram<double>(
        "orchestrator.stage.duration", "s", "Time of a stage for all replicas of a bundle, by stage and algorithm.",
        tags: null, StageTimes);

    /// <summary>Mean loss of the newest epoch, by algorithm and network: generator, discriminator or model.</summary>
    public static Gauge<double> Loss { get; } = Meter.CreateGauge<double>(
        "orchestrator.generator.loss", "1", "Mean loss of the newest epoch, by algorithm and network.");

    /// <summary>Slot processes that died while they ran a bundle.</summary>
    public static Counter<long> SlotCrashes { get; } = Meter.CreateCounter<long>(
        "orchestrator.slot.crashes", "{process}", "Slot processes that died while they ran a bundle.");

    /// <summary>1 while attached to a coordinator, else 0.</summary>
    public static Gauge<long> Attached { get; } = Meter.CreateGauge<long>(
        "orchestrator.worker.attached", "1", "1 while attached to a coordinator, else 0.");

    private static readonly Gauge<long> Slots = Meter.CreateGauge<long>(
        "orchestrator.slots", "{slot}", "Slots of this worker, by state: busy or free.");

    private static readonly Gauge<long> ResidentMemory = Meter.CreateGauge<long>(
        "orchestrator.worker.memory.resident", "By", "Resident memory of this worker and the processes of its slots.");

    private static readonly Gauge<long> Gpus = Meter.CreateGauge<long>(
        "orchestrator.gpus", "{gpu}", "GPUs that this worker has slots on.");

    private static readonly Gauge<long> GpuMemoryUsed = Meter.CreateGauge<long>(
        "orchestrator.gpu.memory.used", "By", "GPU memory in use, by device.");

    private static readonly Gauge<long> GpuMemorySize = Meter.CreateGauge<long>(
        "orchestrator.gpu.memory.size", "By", "All of the GPU's memory, by device.");

    private static readonly Gauge<double> GpuUtilization = Meter.CreateGauge<double>(
        "orchestrator.gpu.utilization", "1", "Share of the time in which the GPU was at work, by device.");

    /// <summary>Records how many slots are taken.</summary>
    public static void RecordSlots(int busy, int free)
    {
        Slots.Record(busy, new KeyValuePair<string, object?>("state", "busy"));
        Slots.Record(free, new KeyValuePair<string, object?>("state", "free"));
    }

    /// <summary>Records what this process and those of the slots have in memory, in bytes.</summary>
    public static void RecordMemory(long bytes) => ResidentMemory.Record(bytes);

    /// <summary>Records how many GPUs the slots are on.</summary>
    public static void RecordGpus(int count) => Gpus.Record(count);

    /// <summary>Records what a GPU is at.</summary>
    public static void RecordGpu(string device, GpuReading reading)
    {
        var tag = new KeyValuePair<string, object?>("device", device);
        GpuMemoryUsed.Record(reading.UsedBytes, tag);
        GpuMemorySize.Record(reading.SizeBytes, tag);
        if (reading.Utilization is { } share)
            GpuUtilization.Record(share, tag);
    }
}
