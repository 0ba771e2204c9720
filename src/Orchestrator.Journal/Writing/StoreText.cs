using System.Buffers;
using System.Text;

namespace Orchestrator.Journal.Writing;

/// <summary>Text as every store can keep it: no U+0000, no half of a surrogate pair.</summary>
internal static class StoreText
{
    private static readonly SearchValues<char> Suspects =
        SearchValues.Create(['\0', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    /// <summary>True where every store can keep <paramref name="text"/> as it is.</summary>
    public static bool IsSound(string text) => !text.AsSpan().ContainsAny(Suspects) || IsSoundByRune(text);

    /// <summary>The text with U+FFFD in the place of what cannot be kept.</summary>
    public static string Mend(string text)
    {
        if (IsSound(text))
            return text;
        var mended = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            mended.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        return mended.ToString();
    }

    private static bool IsSoundByRune(string text)
    {
        var rest = text.AsSpan();
        while (Rune.DecodeFromUtf16(rest, out var rune, out var taken) == OperationStatus.Done && rune.Value != 0)
            rest = rest[taken..];
        return rest.IsEmpty;
    }
}
