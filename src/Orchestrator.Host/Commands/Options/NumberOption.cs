using System.CommandLine;
using System.Globalization;

namespace Orchestrator.Host.Commands.Options;

/// <summary>Options that are numbers.</summary>
internal static class NumberOption
{
    /// <summary>A whole number within bounds, both allowed.</summary>
    public static Option<int> Whole(string name, int least, int most, string description) => OptionText.One(
        name, "N", description, $"a whole number from {least} to {most}",
        (string text, out int value) => int.TryParse(
            text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value)
            && value >= least && value <= most);

    /// <summary>A number within bounds, both allowed.</summary>
    public static Option<double> Real(string name, double least, double most, double usual, string description)
    {
        var option = OptionText.One(
            name, "X", description, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"),
            (string text, out double value) => double.TryParse(
                text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out value) && value >= least && value <= most);
        option.DefaultValueFactory = _ => usual;
        return option;
    }

    /// <summary>What was given; null where nothing was.</summary>
    public static T? Given<T>(this ParseResult parsed, Option<T> option)
        where T : struct => parsed.GetResult(option) is null ? null : parsed.GetValue(option);

    /// <summary>A duration in seconds within bounds, both allowed; fractions are allowed too.</summary>
    public static Option<TimeSpan> Seconds(string name, double least, double most, string description) =>
        OptionText.One(
            name, "SECONDS", description,
            string.Create(CultureInfo.InvariantCulture, $"a number of seconds from {least} to {most}"),
            (string text, out TimeSpan value) =>
            {
                var reads = double.TryParse(
                    text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                    && seconds >= least && seconds <= most;
                value = reads ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
                return reads;
            });
}
