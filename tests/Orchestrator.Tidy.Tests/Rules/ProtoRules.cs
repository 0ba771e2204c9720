using System.Text.RegularExpressions;
using Orchestrator.Tidy.Tests.Sources;

namespace Orchestrator.Tidy.Tests.Rules;

/// <summary>The protocol is read by people who have nothing else of it.</summary>
public static class ProtoRules
{
    private static readonly Regex Field = new(@"^\s+(repeated |optional )?[\w.<>, ]+ \w+ = \d+.*;");

    /// <summary>Every field says above it what it holds.</summary>
    public static IEnumerable<Finding> FieldComments(TextFile file)
    {
        if (!file.Path.StartsWith("protos/", StringComparison.Ordinal))
            yield break;
        var before = "";
        foreach (var (index, line) in file.Text.Split('\n').Index())
        {
            if (Field.IsMatch(line) && !before.TrimStart().StartsWith("//", StringComparison.Ordinal))
                yield return new(file.Path, index + 1, $"says nothing of '{line.Trim()}'");
            before = line;
        }
    }
}
