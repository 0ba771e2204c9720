using System.Text.Json;
using System.Text.RegularExpressions;
using Orchestrator.TestKit;

namespace Orchestrator.Deploy.Tests.Images;

/// <summary><c>deploy/Dockerfile</c>, read into stages of instructions.</summary>
internal sealed partial class Dockerfile
{
    private readonly List<DockerStage> _stages = [];

    /// <summary>The arguments before the first stage, with their defaults.</summary>
    public Dictionary<string, string> Arguments { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<DockerStage> Stages => _stages;

    public static Dockerfile Load()
    {
        var text = File.ReadAllText(RepositoryFolders.Of("deploy", "Dockerfile"));
        var whole = Continued().Replace(Comment().Replace(text, ""), " ");
        var file = new Dockerfile();
        foreach (var line in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            file.Take(line.Split(' ', 2));
        return file;
    }

    public DockerStage Stage(string name) => _stages.Single(stage => stage.Name == name);

    /// <summary>A stage and those below it.</summary>
    public IEnumerable<DockerStage> Chain(string name)
    {
        for (var stage = Stage(name); ;)
        {
            yield return stage;
            if (_stages.Find(other => other.Name == stage.From) is not { } below)
                yield break;
            stage = below;
        }
    }

    private void Take(string[] instruction)
    {
        var (word, rest) = (instruction[0], instruction[1].Trim());
        if (word == "FROM")
        {
            var parts = rest.Split(' ');
            Assert.True(parts is [_, "AS", _], $"a stage without a name: {rest}");
            _stages.Add(new DockerStage(parts[2], parts[0]));
        }
        else if (_stages.Count > 0)
        {
            _stages[^1].Instructions.Add((word, rest));
        }
        else
        {
            Assert.Equal("ARG", word);
            var parts = rest.Split('=', 2);
            Arguments.Add(parts[0], parts[1]);
        }
    }

    [GeneratedRegex("^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();
}

/// <summary>A stage: what it starts from and what it does.</summary>
internal sealed record DockerStage(string Name, string From)
{
    public List<(string Word, string Text)> Instructions { get; } = [];

    /// <summary>What stands behind the last instruction of a kind; null without one.</summary>
    public string? Last(string word) => Instructions.FindLast(instruction => instruction.Word == word).Text;

    /// <summary>The words of an instruction in the form of a list.</summary>
    public string[] Words(string word)
    {
        var text = Last(word) ?? "";
        return JsonSerializer.Deserialize<string[]>(text[text.IndexOf('[', StringComparison.Ordinal)..])!;
    }
}
