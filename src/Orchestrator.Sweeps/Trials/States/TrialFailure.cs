namespace Orchestrator.Sweeps.Trials.States;

/// <summary>What is known of a trial that threw.</summary>
/// <param name="Error">The last error, in one line.</param>
/// <param name="Attempts">How many times it was started.</param>
/// <param name="IsFinal">Whether it failed for good.</param>
public sealed record TrialFailure(string Error, int Attempts, bool IsFinal);
