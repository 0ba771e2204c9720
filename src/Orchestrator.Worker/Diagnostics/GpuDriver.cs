using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Orchestrator.Worker.Diagnostics;

/// <summary>
/// What the driver's management library (NVML) tells of NVIDIA GPUs, for all processes on them together. Absent on a
/// machine without a driver. Thread-safe.
/// </summary>
internal sealed class GpuDriver
{
    /// <summary>The name of the library.</summary>
    public const string Library = "libnvidia-ml.so.1";

    private const int Success = 0;

    private readonly DeviceByIndex _deviceByIndex;
    private readonly MemoryOf _memoryOf;
    private readonly UtilizationOf? _utilizationOf;

    private GpuDriver(DeviceByIndex deviceByIndex, MemoryOf memoryOf, UtilizationOf? utilizationOf) =>
        (_deviceByIndex, _memoryOf, _utilizationOf) = (deviceByIndex, memoryOf, utilizationOf);

    private delegate int Initialise();

    private delegate int DeviceByIndex(uint index, out nint device);

    private delegate int MemoryOf(nint device, out Memory memory);

    private delegate int UtilizationOf(nint device, out Utilization utilization);

    /// <summary>Opens the library of the driver; null where there is none, or it does not start.</summary>
    public static GpuDriver? TryOpen(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle)
            || !TryGet<Initialise>(handle, "nvmlInit_v2", out var initialise)
            || !TryGet<DeviceByIndex>(handle, "nvmlDeviceGetHandleByIndex_v2", out var deviceByIndex)
            || !TryGet<MemoryOf>(handle, "nvmlDeviceGetMemoryInfo", out var memoryOf)
            || initialise() != Success)
        {
            return null;
        }

        _ = TryGet<UtilizationOf>(handle, "nvmlDeviceGetUtilizationRates", out var utilizationOf);
        return new GpuDriver(deviceByIndex, memoryOf, utilizationOf);
    }

    /// <summary>A device, counted as the driver counts them; null where it does not tell its memory.</summary>
    public GpuReading? Read(uint index)
    {
        if (_deviceByIndex(index, out var device) != Success || _memoryOf(device, out var memory) != Success)
            return null;
        return new GpuReading((long)memory.Used, (long)memory.Total)
        {
            // A slice of a GPU (MIG) has no utilisation of its own.
            Utilization = _utilizationOf is { } utilizationOf && utilizationOf(device, out var rates) == Success
                ? rates.Gpu / 100.0
                : null,
        };
    }

    private static bool TryGet<T>(nint library, string name, [NotNullWhen(true)] out T? function)
        where T : Delegate
    {
        function = NativeLibrary.TryGetExport(library, name, out var address)
            ? Marshal.GetDelegateForFunctionPointer<T>(address)
            : null;
        return function is not null;
    }

    // nvmlMemory_t
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Memory
    {
        public readonly ulong Total;
        public readonly ulong Free;
        public readonly ulong Used;
    }

    // nvmlUtilization_t: percent of the time of the last sample, of a second at most
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Utilization
    {
        public readonly uint Gpu;
        public readonly uint Memory;
    }
}
