using System.Text.RegularExpressions;
using Orchestrator.Tidy.Tests.Sources;

namespace Orchestrator.Tidy.Tests.Rules;

/// <summary>What a README says is there: links, paths, commands and options.</summary>
public static class ReadmeRules
{
    private static readonly Regex Link = new(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)");
    private static readonly Regex Code = new(@"```.*?```|`[^`\n]+`", RegexOptions.Singleline);
    private static readonly Regex RepositoryPath = new(@"(?<![\w./-])(src|tests|\.ci)/[\w./-]*\w");
    private static readonly Regex Command = new(@"\borchestrator (?<command>[a-z]+)(?<rest>[^\n`|]*)");
    private static readonly Regex Option = new(@"(?<![\w-])--[a-z][\w-]*");
    private static readonly Regex DeclaredCommand = new(@"new(?: Command)?\(\s*""(?<name>[a-z]+)""");
    private static readonly Regex DeclaredOption = new(@"""(?<name>--[a-z][\w-]*)""");

    public static IEnumerable<Finding> Links(TextFile file, Func<string, bool> exists)
    {
        if (!file.IsReadme)
            yield break;
        var folder = file.Path[..^file.Name.Length];
        foreach (Match link in Link.Matches(file.Text))
        {
            var target = link.Groups["target"].Value;
            if (!target.Contains("://") && !exists(folder + target))
                yield return new(file.Path, file.LineOf(link.Index), $"links to {target}, which is not there");
        }

        foreach (Match code in Code.Matches(file.Text))
        {
            foreach (Match path in RepositoryPath.Matches(code.Value))
            {
                var isBuilt = path.Value.Contains("/bin/", StringComparison.Ordinal);
                if (!isBuilt && !exists(path.Value) && !exists(folder + path.Value))
                    yield return new(file.Path, file.LineOf(code.Index), $"names {path.Value}, which is not there");
            }
        }
    }

    /// <summary>Every command and option in code is declared in the text of the host.</summary>
    public static IEnumerable<Finding> Commands(TextFile file, string commandSources)
    {
        if (!file.IsReadme)
            yield break;
        var commands = DeclaredCommand.Matches(commandSources).Select(m => m.Groups["name"].Value).ToHashSet();
        var options = DeclaredOption.Matches(commandSources).Select(m => m.Groups["name"].Value)
            .Append("--help").Append("--version").ToHashSet();
        foreach (Match code in Code.Matches(file.Text))
        {
            foreach (Match command in Command.Matches(code.Value))
            {
                var line = file.LineOf(code.Index + command.Index);
                if (!commands.Contains(command.Groups["command"].Value))
                    yield return new(file.Path, line, $"there is no command {command.Groups["command"].Value}");
                foreach (Match option in Option.Matches(command.Groups["rest"].Value))
                {
                    if (!options.Contains(option.Value))
                        yield return new(file.Path, line, $"there is no option {option.Value}");
                }
            }
        }
    }
}
