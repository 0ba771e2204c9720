using Orchestrator.Sweeps.Planning.Costs;

namespace Orchestrator.Training.Costs;

/// <summary>Finds out what a device is.</summary>
public static class DeviceProbe
{
    private const string Processors = "/proc/cpuinfo";
    private const string Gpus = "/proc/driver/nvidia/gpus";

    /// <summary>The identity of a device of this machine.</summary>
    /// <param name="device">The device: <c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="program">The program's version.</param>
    public static DeviceIdentity Identify(string device, string program) => new(
        device, device == "cpu" ? Processor() : $"{Gpu()}, {Processor()}", Environment.ProcessorCount, program);

    private static string Processor() => Field(Processors, "model name")
        ?? System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();

    private static string Gpu() =>
        Directory.Exists(Gpus) && Directory.EnumerateDirectories(Gpus).Order(StringComparer.Ordinal).FirstOrDefault()
            is { } first && Field(Path.Combine(first, "information"), "Model") is { } model ? model : "GPU";

    private static string? Field(string file, string name)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
                ?.Split(':', 2)[^1].Trim();
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
