namespace Akka.Configuration;

/// <summary>Reads the part of the configuration text that is understood here into paths and values.</summary>
internal sealed class HoconReader(string text)
{
    private const string Special = "{}[],:=#\"\r\n";

    private readonly Dictionary<string, string> _values = [];
    private int _at;

    public Dictionary<string, string> Read()
    {
        ReadBlock("", isTop: true);
        return _values;
    }

    private void ReadBlock(string prefix, bool isTop)
    {
        while (true)
        {
            SkipBetweenEntries();
            if (_at == text.Length)
            {
                if (!isTop)
                {
                    throw Broken("a block is not closed");
                }
                return;
            }
            if (text[_at] == '}')
            {
                if (isTop)
                {
                    throw Broken("'}' without '{'");
                }
                _at++;
                return;
            }
            ReadEntry(prefix);
        }
    }

    private void ReadEntry(string prefix)
    {
        var path = prefix + ReadToken("a key");
        SkipBlanks();
        if (_at < text.Length && text[_at] is '=' or ':')
        {
            _at++;
            SkipBlanks();
        }
        else if (_at == text.Length || text[_at] != '{')
        {
            throw Broken($"[{path}] has no value");
        }
        if (_at < text.Length && text[_at] == '{')
        {
            _at++;
            ReadBlock(path + ".", isTop: false);
            return;
        }
        _values[path] = ReadToken($"the value of [{path}]");
    }

    private string ReadToken(string what)
    {
        var start = _at;
        if (_at < text.Length && text[_at] == '"')
        {
            var end = text.IndexOf('"', start + 1);
            if (end < 0 || text.AsSpan(start, end - start).Contains('\n'))
            {
                throw Broken("a quote is not closed");
            }
            _at = end + 1;
            return text[(start + 1)..end];
        }
        while (_at < text.Length && !Special.Contains(text[_at]) && !AtComment())
        {
            _at++;
        }
        var token = text[start.._at].Trim();
        return token.Length == 0 ? throw Broken($"{what} is missing or not understood") : token;
    }

    private void SkipBlanks()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private void SkipBetweenEntries()
    {
        while (_at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] == ',' || AtComment()))
        {
            _at = AtComment() ? EndOfLine() : _at + 1;
        }
    }

    private bool AtComment() =>
        text[_at] == '#' || (text[_at] == '/' && _at + 1 < text.Length && text[_at + 1] == '/');

    private int EndOfLine() => text.IndexOf('\n', _at) is var end && end < 0 ? text.Length : end;

    private FormatException Broken(string what)
    {
        var line = text.AsSpan(0, _at).Count('\n') + 1;
        return new FormatException($"Configuration text, line {line}: {what}.");
    }
}
