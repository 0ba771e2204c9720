using System.Text.RegularExpressions;

namespace Orchestrator.Tidy.Tests.Sources;

/// <summary>
/// What a C# file declares, found by its braces alone: its outermost types, and the members that have a body. Fields
/// and initialisers are no members here, and local functions and lambdas belong to what they stand in.
/// </summary>
public sealed class CodeOutline
{
    private static readonly Regex TypeWord = new(@"\b(class|struct|record|interface|enum|namespace|extension)\b");
    private static readonly Regex Parenthesised = new(@"\([^()]*\)");
    private readonly TextFile _file;
    private readonly string _code;
    private readonly List<Member> _members = [];
    private readonly List<TypeDeclaration> _types = [];

    private CodeOutline(TextFile file)
    {
        _file = file;
        _code = Regex.Replace(
            CodeText.Of(file.Text), @"^[ \t]*#[^\n]*", m => new string(' ', m.Length), RegexOptions.Multiline);
        Body(0, _code.Length, outermost: true);
    }

    public IReadOnlyList<Member> Members => _members;

    public IReadOnlyList<TypeDeclaration> Types => _types;

    public static CodeOutline Of(TextFile file) => new(file);

    private void Body(int start, int end, bool outermost)
    {
        var i = start;
        while ((i = SkipBlankAndAttributes(i, end)) < end)
            i = Declaration(i, end, outermost);
    }

    private int Declaration(int start, int end, bool outermost)
    {
        var stop = EndOfHeader(start, end);
        var header = Regex.Replace(_code[start..Math.Min(stop, end)], @"\s+", " ").Trim();
        if (stop >= end || _code[stop] == ';')
        {
            Note(header, start, outermost);
            return stop + 1;
        }

        if (_code[stop] == '}')
            return stop + 1;
        if (_code[stop] == '=')
        {
            var semicolon = Math.Min(end - 1, Skip(stop + 1, end, ';'));
            if (_code[stop + 1] == '>')
                AddMember(header, start, semicolon);
            return semicolon + 1;
        }

        var close = Math.Min(end - 1, Skip(stop + 1, end, '}'));
        if (IsType(header))
            Enter(header, start, stop, close, outermost);
        else
            AddMember(header, start, close);
        return close + 1;
    }

    private void Enter(string header, int start, int open, int close, bool outermost)
    {
        var isNamespace = header.StartsWith("namespace", StringComparison.Ordinal);
        Note(header, start, outermost);
        if (!Regex.IsMatch(header, @"\benum\b"))
            Body(open + 1, close, outermost && isNamespace);
    }

    private void Note(string header, int start, bool outermost)
    {
        if (outermost && IsType(header) && !header.StartsWith("namespace", StringComparison.Ordinal))
            _types.Add(new(header, _file.LineOf(start)));
    }

    private void AddMember(string header, int start, int end) =>
        _members.Add(new(header, _file.LineOf(start), _file.LineOf(end) - _file.LineOf(start) + 1));

    private static bool IsType(string header)
    {
        while (Parenthesised.IsMatch(header))
            header = Parenthesised.Replace(header, "");
        return TypeWord.IsMatch(header);
    }

    // The offset of the first ';', '{', '}' or '=' outside parentheses and brackets.
    private int EndOfHeader(int i, int end)
    {
        var depth = 0;
        for (var start = i; i < end; i++)
        {
            var c = _code[i];
            if (c is '(' or '[')
                depth++;
            else if (c is ')' or ']')
                depth--;
            else if (depth == 0 && c is ';' or '{' or '}')
                return i;
            else if (depth == 0 && c == '=' && !IsOperatorName(start, i))
                return i;
        }

        return end;
    }

    private bool IsOperatorName(int start, int i) =>
        Regex.IsMatch(_code[start..i], @"\boperator\s*[=!<>+\-*/%&|^]*$");

    // The offset of the first closer outside what opens after i.
    private int Skip(int i, int end, char closer)
    {
        var depth = 0;
        for (; i < end; i++)
        {
            var c = _code[i];
            if (depth == 0 && c == closer)
                return i;
            if (c is '(' or '[' or '{')
                depth++;
            else if (c is ')' or ']' or '}')
                depth--;
        }

        return end;
    }

    private int SkipBlankAndAttributes(int i, int end)
    {
        while (i < end && (char.IsWhiteSpace(_code[i]) || _code[i] == '['))
            i = _code[i] == '[' ? Skip(i + 1, end, ']') + 1 : i + 1;
        return i;
    }
}
