using System.CommandLine;
using System.Globalization;

namespace Orchestrator.Host.Commands.Options;

/// <summary><c>--device</c>: what a slot computes on; given several times, there are several slots.</summary>
internal static class DeviceOption
{
    /// <summary>The greatest number of a GPU.</summary>
    private const int MostGpu = 63;

    private static readonly string Allowed = $"a device: cpu, or cuda:N with N from 0 to {MostGpu}";

    public static Option<IReadOnlyList<string>> Create() => OptionText.Many<string>(
        "--device", "cpu|cuda:N", "A slot on this device, instead of --slots; repeat it for more slots",
        Allowed, TryRead);

    /// <summary>One device; the CPU where none is given.</summary>
    public static Option<string> CreateOne(string description)
    {
        var option = OptionText.One<string>("--device", "cpu|cuda:N", description, Allowed, TryRead);
        option.DefaultValueFactory = _ => "cpu";
        return option;
    }

    private static bool TryRead(string text, out string value)
    {
        value = text;
        return text == "cpu" || text.StartsWith("cuda:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= MostGpu;
    }
}
