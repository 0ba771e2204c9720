namespace Orchestrator.Host;

/// <summary>What the user gave cannot be used: a line for each problem. Nothing was run.</summary>
internal sealed class BadInputException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public BadInputException(string problem)
        : this([problem])
    {
    }

    public IReadOnlyList<string> Problems { get; } = problems;
}
