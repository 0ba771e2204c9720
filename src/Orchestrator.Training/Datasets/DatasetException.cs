namespace Orchestrator.Training.Datasets;

/// <summary>
/// A data set cannot be used. The message has one line for each problem, with file, line, column, value and what
/// is allowed.
/// </summary>
public sealed class DatasetException : Exception
{
    /// <summary>At most this many problems are listed; the message then says how many more there are.</summary>
    public const int MaxProblems = 20;

    /// <summary>The problems, at least one, each in one line.</summary>
    public DatasetException(IReadOnlyList<string> problems)
        : base(string.Join('\n', problems))
    {
        Problems = problems;
    }

    /// <summary>One problem in one line.</summary>
    public DatasetException(string problem)
        : this([problem])
    {
    }

    /// <summary>The problems, each in one line.</summary>
    public IReadOnlyList<string> Problems { get; }
}
