namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>A request has a field that cannot be accepted; the sender can mend it.</summary>
/// <param name="field">The field of the request.</param>
/// <param name="problems">What is wrong and what is allowed, one line each; at least one.</param>
public sealed class SubmissionRefusedException(string field, params IReadOnlyList<string> problems)
    : Exception(string.Join('\n', problems))
{
    /// <summary>The field of the request.</summary>
    public string Field { get; } = field;

    /// <summary>What is wrong and what is allowed, one line each.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
