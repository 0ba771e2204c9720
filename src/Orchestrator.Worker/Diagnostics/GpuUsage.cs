using System.Globalization;

namespace Orchestrator.Worker.Diagnostics;

/// <summary>What the GPUs of a worker are at. The driver is asked only where a device is a GPU.</summary>
internal sealed class GpuUsage
{
    private const string Prefix = "cuda:";

    private readonly List<(string Device, uint Index)> _gpus;
    private readonly GpuDriver? _driver;

    /// <param name="devices">The devices of its slots: <c>cpu</c> or <c>cuda:N</c>, in any order.</param>
    /// <param name="variable">
    /// Reads the environment: <c>CUDA_VISIBLE_DEVICES</c> renumbers the GPUs for a program, but not for the driver.
    /// </param>
    /// <param name="library">The driver's management library.</param>
    public GpuUsage(
        IEnumerable<string> devices, Func<string, string?> variable, string library = GpuDriver.Library)
    {
        var visible = (variable("CUDA_VISIBLE_DEVICES") ?? "").Split(',', StringSplitOptions.TrimEntries);
        _gpus = [.. devices.Where(device => device.StartsWith(Prefix, StringComparison.Ordinal)).Distinct()
            .Select(device => (device, IndexOf(device[Prefix.Length..], visible)))];
        _driver = _gpus.Count > 0 ? GpuDriver.TryOpen(library) : null;
        Instruments.RecordGpus(_gpus.Count);
    }

    /// <summary>Records what every GPU is at; gives the sum of the memory in use, in bytes.</summary>
    public long Measure()
    {
        var sum = 0L;
        foreach (var (device, index) in _gpus)
        {
            if (_driver?.Read(index) is not { } reading)
                continue;
            Instruments.RecordGpu(device, reading);
            sum += reading.UsedBytes;
        }

        return sum;
    }

    private static uint IndexOf(string number, string[] visible)
    {
        _ = uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        return index < visible.Length
            && uint.TryParse(visible[index], NumberStyles.None, CultureInfo.InvariantCulture, out var renumbered)
            ? renumbered
            : index;
    }
}
