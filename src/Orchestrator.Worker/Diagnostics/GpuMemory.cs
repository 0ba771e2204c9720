using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Orchestrator.Worker.Diagnostics;

/// <summary>
/// Memory in use on NVIDIA GPUs, by all processes, as the driver's management library (NVML) tells it. Absent on a
/// machine without a driver. Thread-safe.
/// </summary>
internal sealed class GpuMemory
{
    /// <summary>The name of the library.</summary>
    public const string DriverLibrary = "libnvidia-ml.so.1";

    private const int Success = 0;

    private readonly DeviceByIndex _deviceByIndex;
    private readonly MemoryOf _memoryOf;

    private GpuMemory(DeviceByIndex deviceByIndex, MemoryOf memoryOf) =>
        (_deviceByIndex, _memoryOf) = (deviceByIndex, memoryOf);

    private delegate int Initialise();

    private delegate int DeviceByIndex(uint index, out nint device);

    private delegate int MemoryOf(nint device, out Memory memory);

    /// <summary>Opens the library of the driver; null where there is none, or it does not start.</summary>
    public static GpuMemory? TryOpen(string library)
    {
        if (!NativeLibrary.TryLoad(library, out var handle)
            || !TryGet<Initialise>(handle, "nvmlInit_v2", out var initialise)
            || !TryGet<DeviceByIndex>(handle, "nvmlDeviceGetHandleByIndex_v2", out var deviceByIndex)
            || !TryGet<MemoryOf>(handle, "nvmlDeviceGetMemoryInfo", out var memoryOf)
            || initialise() != Success)
        {
            return null;
        }

        return new GpuMemory(deviceByIndex, memoryOf);
    }

    /// <summary>Bytes in use on a device, counted as the driver counts them; null where it does not tell.</summary>
    public long? Used(uint index) =>
        _deviceByIndex(index, out var device) == Success && _memoryOf(device, out var memory) == Success
            ? (long)memory.Used
            : null;

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
}
