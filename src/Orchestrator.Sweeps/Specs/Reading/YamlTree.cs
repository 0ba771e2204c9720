using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads YAML into pieces that know their place. Anchors, aliases, tags and further documents are refused: a spec needs
/// none, and aliases let a small file stand for an enormous one.
/// </summary>
internal sealed partial class YamlTree
{
    private const int LongestFile = 8_000_000;
    private const int DeepestNesting = 20;
    private const char ByteOrderMark = '\uFEFF';

    private readonly IParser _parser;
    private readonly ProblemList _problems;

    private YamlTree(IParser parser, ProblemList problems)
    {
        _parser = parser;
        _problems = problems;
    }

    /// <summary>The root of the file, or null (with a problem) where there is none.</summary>
    public static SpecNode? Read(string text, ProblemList problems)
    {
        if (text.Length > LongestFile)
        {
            problems.AddAt(
                1, 1, "", null, $"the file has {text.Length:N0} characters", $"at most {LongestFile:N0} are read");
            return null;
        }

        try
        {
            return new YamlTree(new Parser(new StringReader(text.TrimStart(ByteOrderMark))), problems).Document();
        }
        catch (YamlException e)
        {
            var reason = PositionPrefix().Replace(e.Message, "").TrimEnd('.');
            problems.AddAt(
                (int)e.Start.Line, (int)e.Start.Column, "", null,
                $"not valid YAML: {reason}", "the file cannot be read on");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner has states that it does not expect to come into; some malformed files lead there.
            problems.AddAt(1, 1, "", null, "not valid YAML", "the file cannot be read on");
            return null;
        }
    }

    private SpecNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            return Empty();
        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            Refuse(second, "a second document is not allowed", "a file holds one sweep");
        return root is SpecScalar { IsNull: true } ? Empty() : root;
    }

    private SpecNode? Empty()
    {
        _problems.AddAt(1, 1, "", null, "the file is empty", "a sweep needs at least a name, a dataset and models");
        return null;
    }

    // Below the deepest level the content is skipped.
    private SpecNode Node(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            Refuse(alias, $"*{alias.Value} is not allowed", "a sweep has no aliases: write the value out");
            return Nothing(alias);
        }

        var start = _parser.Consume<NodeEvent>();
        if (!start.Anchor.IsEmpty)
            Refuse(start, $"&{start.Anchor} is not allowed", "a sweep has no anchors: write the value out");
        if (!start.Tag.IsEmpty && start is not Scalar { Tag.IsNonSpecific: true })
            Refuse(start, $"the tag {start.Tag} is not allowed", "a sweep has no tags: leave it out");
        return start switch
        {
            Scalar scalar => new SpecScalar(
                Line(scalar), Column(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain),
            _ when depth == DeepestNesting => TooDeep(start),
            SequenceStart list => List(list, depth),
            _ => Map((MappingStart)start, depth),
        };
    }

    private SpecList List(SequenceStart start, int depth)
    {
        var items = new List<SpecNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1));
        return new SpecList(Line(start), Column(start), items);
    }

    private SpecMap Map(MappingStart start, int depth)
    {
        var entries = new List<SpecEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            entries.Add(new SpecEntry(key, Node(depth + 1)));
        }

        // The parser gives no place for a mapping without braces inside a list: its first key stands for it.
        return start.Start.Index == 0 && depth > 0 && entries.Count > 0
            ? new SpecMap(entries[0].Key.Line, entries[0].Key.Column, entries)
            : new SpecMap(Line(start), Column(start), entries);
    }

    private SpecScalar TooDeep(NodeEvent start)
    {
        Refuse(start, "nested too deep", $"at most {DeepestNesting} levels are read");
        for (var open = 1; open > 0;)
            open += _parser.Consume<ParsingEvent>().NestingIncrease;
        return Nothing(start);
    }

    private void Refuse(ParsingEvent at, string fault, string allowed) =>
        _problems.AddAt(Line(at), Column(at), "", null, fault, allowed);

    private static SpecScalar Nothing(ParsingEvent at) => new(Line(at), Column(at), "", Plain: true);

    private static int Line(ParsingEvent at) => (int)at.Start.Line;

    private static int Column(ParsingEvent at) => (int)at.Start.Column;

    [GeneratedRegex(@"^\(Line: .*?\): ")]
    private static partial Regex PositionPrefix();
}
