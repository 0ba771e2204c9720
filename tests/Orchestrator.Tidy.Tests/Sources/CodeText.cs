namespace Orchestrator.Tidy.Tests.Sources;

/// <summary>
/// Blanks comments, strings and character literals out of C# text, so that what remains is code. Offsets and line
/// breaks stay where they were.
/// </summary>
public static class CodeText
{
    public static string Of(string source)
    {
        var code = source.ToCharArray();
        var i = 0;
        while (i < source.Length)
        {
            var end = EndOfNonCode(source, i);
            if (end == i)
            {
                i++;
                continue;
            }

            for (; i < end; i++)
            {
                if (code[i] != '\n')
                    code[i] = ' ';
            }
        }

        return new string(code);
    }

    // The end of the comment or literal that starts at i; i itself where none does.
    private static int EndOfNonCode(string s, int i)
    {
        if (At(s, i, "//"))
            return IndexOrEnd(s, "\n", i, 0);
        if (At(s, i, "/*"))
            return IndexOrEnd(s, "*/", i + 2, 2);
        if (s[i] == '\'')
            return EndOfCharacter(s, i);
        var quote = i;
        while (quote < s.Length && s[quote] is '$' or '@')
            quote++;
        if (quote >= s.Length || s[quote] != '"')
            return i;
        var prefix = s.AsSpan(i, quote - i);
        if (At(s, quote, "\"\"\""))
            return EndOfRaw(s, quote);
        return EndOfString(s, quote, verbatim: prefix.Contains('@'), interpolated: prefix.Contains('$'));
    }

    private static int EndOfCharacter(string s, int i)
    {
        var end = At(s, i + 1, "\\") ? i + 3 : i + 2;
        while (end < s.Length && s[end] != '\'' && s[end] != '\n')
            end++;
        return Math.Min(s.Length, end + 1);
    }

    private static int EndOfRaw(string s, int quote)
    {
        var run = quote;
        while (run < s.Length && s[run] == '"')
            run++;
        return IndexOrEnd(s, new string('"', run - quote), run, run - quote);
    }

    private static int EndOfString(string s, int quote, bool verbatim, bool interpolated)
    {
        for (var i = quote + 1; i < s.Length; i++)
        {
            if (!verbatim && s[i] == '\\')
                i++;
            else if (verbatim && At(s, i, "\"\""))
                i++;
            else if (s[i] == '"')
                return i + 1;
            else if (interpolated && At(s, i, "{{"))
                i++;
            else if (interpolated && s[i] == '{')
                i = EndOfHole(s, i + 1);
        }

        return s.Length;
    }

    private static int EndOfHole(string s, int i)
    {
        for (var depth = 1; i < s.Length; i++)
        {
            var end = EndOfNonCode(s, i);
            if (end > i)
                i = end - 1;
            else if (s[i] == '{')
                depth++;
            else if (s[i] == '}' && --depth == 0)
                return i;
        }

        return s.Length;
    }

    private static int IndexOrEnd(string s, string what, int from, int past)
    {
        var at = s.IndexOf(what, Math.Min(from, s.Length), StringComparison.Ordinal);
        return at < 0 ? s.Length : at + past;
    }

    private static bool At(string s, int i, string what) =>
        string.CompareOrdinal(s, i, what, 0, what.Length) == 0 && i + what.Length <= s.Length;
}
