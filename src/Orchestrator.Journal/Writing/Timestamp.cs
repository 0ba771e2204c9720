using System.Globalization;

namespace Orchestrator.Journal.Writing;

/// <summary>Moments as text: UTC, ISO 8601 with seven decimals, so that they sort as they follow each other.</summary>
internal static class Timestamp
{
    public static string Write(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
