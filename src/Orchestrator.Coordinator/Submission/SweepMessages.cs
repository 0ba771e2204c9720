using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;

namespace Orchestrator.Coordinator.Submission;

/// <summary>Submit a sweep, or take it up again. The answer is a <see cref="SubmitAccepted"/> or a failure.</summary>
internal sealed record SubmitSweep(SweepPlan Plan, SweepRecord Record);

/// <summary>The sweep runs.</summary>
internal sealed record SubmitAccepted(string SweepId);

/// <summary>A command for one sweep: <see cref="Sweeps.Trials.States.Pause"/>, Resume or Cancel.</summary>
internal sealed record SweepRequest(string SweepId, Sweeps.Trials.States.SweepCommand Command);

/// <summary>The command was carried out, or there was nothing to do.</summary>
internal sealed record RequestDone;

/// <summary>A sweep could not be brought back from the journal.</summary>
internal sealed record SweepBroke(string SweepId, string Reason);
