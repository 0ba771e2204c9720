using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Google.Protobuf;
using Orchestrator.Sweeps.Trials;

namespace Orchestrator.Protocol;

/// <summary>What the fields of a message may hold. Each check gives the value back, or refuses the message.</summary>
internal static class FieldChecks
{
    /// <summary>The longest text of an error or a reason, in UTF-16 units.</summary>
    public const int LongestLine = 4096;

    /// <summary>The longest name of a worker.</summary>
    public const int LongestName = 128;

    /// <summary>The longest label of an algorithm, version or machine name.</summary>
    public const int LongestLabel = 1024;

    // Means and areas may exceed their bounds by a rounding.
    private const double Rounding = 1e-9;

    /// <summary>A message that must be set.</summary>
    public static T Set<T>([NotNull] T? message, FieldPath path, string field)
        where T : class =>
        message ?? throw Refused(path, field, "nothing", "required");

    /// <summary>A whole number within bounds, both inclusive.</summary>
    public static int Within(int value, int least, int most, FieldPath path, string field) =>
        value >= least && value <= most ? value : throw Refused(path, field, value, least, most);

    /// <inheritdoc cref="Within(int, int, int, FieldPath, string)"/>
    public static long Within(long value, long least, long most, FieldPath path, string field) =>
        value >= least && value <= most ? value : throw Refused(path, field, value, least, most);

    /// <summary>A whole number that is not negative.</summary>
    public static int NotNegative(int value, FieldPath path, string field) =>
        Within(value, 0, int.MaxValue, path, field);

    /// <inheritdoc cref="NotNegative(int, FieldPath, string)"/>
    public static long NotNegative(long value, FieldPath path, string field) =>
        Within(value, 0, long.MaxValue, path, field);

    /// <summary>A score: from 0 to <paramref name="most"/>, a rounding aside. Not NaN.</summary>
    public static double Score(double value, double most, FieldPath path, string field) =>
        value >= -Rounding && value <= most + Rounding
            ? value
            : throw Refused(path, field, Text(value), $"a number from 0 to {Text(most)}");

    /// <summary>A number from 0 that may be infinite. Not NaN.</summary>
    public static double Loss(double value, FieldPath path, string field) =>
        value >= -Rounding ? value : throw Refused(path, field, Text(value), "a number from 0; infinity is one");

    /// <summary>A number that may be infinite. Not NaN.</summary>
    public static double Number(double value, FieldPath path, string field) =>
        double.IsNaN(value) ? throw Refused(path, field, Text(value), "a number; infinity is one") : value;

    /// <summary>A number of seconds: finite and not negative.</summary>
    public static double Seconds(double value, FieldPath path, string field) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw Refused(path, field, Text(value), "a finite number of seconds from 0");

    /// <summary>A digest of 32 bytes.</summary>
    public static Digest Digest(ByteString bytes, FieldPath path, string field) =>
        bytes.Length == Sweeps.Trials.Digest.Size
            ? Sweeps.Trials.Digest.FromBytes(bytes.Span)
            : throw Refused(
                path, field, $"a value of {bytes.Length} bytes", "a SHA-256 of exactly 32 bytes");

    /// <summary>The bytes of a digest, without a copy.</summary>
    public static ByteString Bytes(Digest digest) => UnsafeByteOperations.UnsafeWrap(digest.ToBytes());

    /// <summary>A text of one line, no longer than allowed.</summary>
    public static string Line(string text, int longest, FieldPath path, string field)
    {
        if (text.Length > longest)
            throw Refused(path, field, $"a text of {text.Length} characters", $"one line of at most {longest}");
        return text.AsSpan().IndexOfAny('\r', '\n') < 0
            ? text
            : throw Refused(path, field, Quote(text), $"one line of at most {longest} characters");
    }

    /// <summary>A worker's name: 1 to 128 letters, digits, '-', '_' and '.', all of ASCII.</summary>
    public static string WorkerName(string name, FieldPath path, string field)
    {
        if (name.Length is >= 1 and <= LongestName && name.AsSpan().IndexOfAnyExcept(WorkerCharacters) < 0)
            return name;
        throw Refused(path, field, Quote(name), "a name of 1 to 128 letters, digits, '-', '_' and '.'");
    }

    /// <summary>The same text on one line and short enough to be sent.</summary>
    public static string Shortened(string text, int longest)
    {
        if (text.Length > longest)
            text = text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
        return text.AsSpan().IndexOfAny('\r', '\n') < 0 ? text : text.ReplaceLineEndings(" ");
    }

    /// <summary>What stands in a text field, for a message: quoted, on one line, at most 40 characters of it.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes().Take(40))
            quoted.Append(Rune.IsControl(rune) ? "?" : rune.ToString());
        return quoted.Append(text.Length > quoted.Length - 1 ? "…'" : "'").ToString();
    }

    /// <summary>A refusal of a field.</summary>
    public static WireFormatException Refused(FieldPath path, string field, string value, string allowed) =>
        new(path.Text(field), value, allowed);

    private static readonly System.Buffers.SearchValues<char> WorkerCharacters =
        System.Buffers.SearchValues.Create("-_.0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static WireFormatException Refused(FieldPath path, string field, long value, long least, long most) =>
        Refused(path, field, value.ToString(CultureInfo.InvariantCulture),
            most is int.MaxValue or long.MaxValue
                ? string.Create(CultureInfo.InvariantCulture, $"a whole number from {least}")
                : string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
