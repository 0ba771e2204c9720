namespace Orchestrator.Protocol.Access;

/// <summary>Why a coordinator cannot be used by this caller.</summary>
/// <param name="Problem">What is lacking.</param>
/// <param name="Reason">The same in words, in one line.</param>
public sealed record AccessRefusal(AccessProblem Problem, string Reason);
