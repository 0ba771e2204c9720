using System.Text.Json;
using System.Text.Json.Serialization;
using Orchestrator.Sweeps.Planning.Costs;

namespace Orchestrator.Training.Costs;

/// <summary>
/// What was measured on a device, kept in a file of its own: <c>devices/cpu.json</c> in a folder. Costs of another
/// processor, number of cores or version of the program are left alone and not believed.
/// </summary>
public sealed class DeviceCostFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly DeviceIdentity _device;

    /// <summary>The file of a device in a folder.</summary>
    /// <param name="folder">The folder; it need not be there.</param>
    /// <param name="device">The device.</param>
    public DeviceCostFile(string folder, DeviceIdentity device)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        FilePath = Path.Combine(folder, "devices", $"{device.Device.Replace(':', '-')}.json");
    }

    /// <summary>Where it is.</summary>
    public string FilePath { get; }

    /// <summary>What was measured, or nothing; then with why, unless there is no file yet.</summary>
    public (DeviceCosts Costs, string? Problem) Load()
    {
        var nothing = new DeviceCosts(_device);
        try
        {
            if (!File.Exists(FilePath))
                return (nothing, null);
            var read = JsonSerializer.Deserialize<DeviceCosts>(File.ReadAllBytes(FilePath), Json);
            if (read is null || !IsSound(read))
                return (nothing, $"{FilePath} holds no costs; they are measured anew");
            return read.Device == _device
                ? (read, null)
                : (nothing, $"{FilePath} is of {Describe(read.Device)}; costs are measured anew");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException
            or NotSupportedException)
        {
            return (nothing, $"{FilePath} cannot be read ({broken.Message.TrimEnd('.')}); costs are measured anew");
        }
    }

    /// <summary>
    /// Replaces what the file holds, all or nothing; says why where that fails, and null where it does not.
    /// </summary>
    public string? Save(DeviceCosts costs)
    {
        var part = $"{FilePath}.{Environment.ProcessId}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
            File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(costs, Json));
            File.Move(part, FilePath, overwrite: true);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"{FilePath} cannot be written ({refused.Message.TrimEnd('.')}); costs will be measured again";
        }
    }

    private static bool IsSound(DeviceCosts costs) =>
        costs.Algorithms.All(a => a.Samples.All(s => s.Rows > 0 && s.Seconds >= 0 && double.IsFinite(s.Seconds)))
        && costs.Groups.All(g => g.Samples.Count > 0 && g.Samples.All(s => s.Replicas > 0 && s.Seconds >= 0))
        && costs.Concurrent.All(c => c.Groups > 0 && c.Throughput > 0);

    private static string Describe(DeviceIdentity device) =>
        $"{device.Model} with {device.Cores} cores and version {device.Program}";
}
