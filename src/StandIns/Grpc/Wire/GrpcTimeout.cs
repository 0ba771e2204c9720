using System.Globalization;

namespace Grpc.Wire;

/// <summary>The value of <c>grpc-timeout</c>: at most eight digits and a unit, one of <c>H M S m u n</c>.</summary>
internal static class GrpcTimeout
{
    private const int MaxDigits = 8;
    private const long MaxAmount = 99_999_999;
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;
    private const long NanosecondsPerTick = 100;

    /// <summary>
    /// The shortest time that can be written and is not below <paramref name="timeout"/>; what is not positive is a
    /// nanosecond, so that the peer also sees that it is over, and what is longer than can be written (11,000 years) is
    /// the longest.
    /// </summary>
    public static string Encode(TimeSpan timeout)
    {
        var ticks = timeout.Ticks;
        if (ticks <= 0)
        {
            return "1n";
        }
        if (ticks <= MaxAmount / NanosecondsPerTick)
        {
            return Format(ticks * NanosecondsPerTick, 'n');
        }
        (long Ticks, char Unit)[] units =
        [
            (TicksPerMicrosecond, 'u'), (TimeSpan.TicksPerMillisecond, 'm'), (TimeSpan.TicksPerSecond, 'S'),
            (TimeSpan.TicksPerMinute, 'M'),
        ];
        foreach (var unit in units)
        {
            var amount = RoundUp(ticks, unit.Ticks);
            if (amount <= MaxAmount)
            {
                return Format(amount, unit.Unit);
            }
        }
        return Format(Math.Min(RoundUp(ticks, TimeSpan.TicksPerHour), MaxAmount), 'H');
    }

    /// <summary>Reads <paramref name="text"/>; false where it is not one to eight digits and a unit.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, out TimeSpan timeout)
    {
        timeout = default;
        if (text.Length is < 2 or > MaxDigits + 1
            || !long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
        {
            return false;
        }
        long? ticks = text[^1] switch
        {
            'H' => amount * TimeSpan.TicksPerHour,
            'M' => amount * TimeSpan.TicksPerMinute,
            'S' => amount * TimeSpan.TicksPerSecond,
            'm' => amount * TimeSpan.TicksPerMillisecond,
            'u' => amount * TicksPerMicrosecond,
            'n' => RoundUp(amount, NanosecondsPerTick),
            _ => null,
        };
        timeout = new TimeSpan(ticks.GetValueOrDefault());
        return ticks is not null;
    }

    private static long RoundUp(long amount, long unit) => (amount / unit) + (amount % unit == 0 ? 0 : 1);

    private static string Format(long amount, char unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount}{unit}");
}
