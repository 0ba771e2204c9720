using System.Diagnostics;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Trials.States;

namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// Submit a sweep, or take it up again. Answered by a <see cref="Endpoints.SweepStanding"/> or a failure.
/// </summary>
/// <param name="Plan">Its plan.</param>
/// <param name="Record">Its record.</param>
/// <param name="Trace">What asks for it: the parent of its leases' spans.</param>
internal sealed record SubmitSweep(SweepPlan Plan, SweepRecord Record, ActivityContext Trace = default);

/// <summary>Something that is asked of one sweep; answered by a standing or a failure.</summary>
internal abstract record SweepQuestion(string SweepId);

/// <summary>A command: <see cref="Pause"/>, Resume, Cancel or RetryFailed.</summary>
internal sealed record SweepRequest(string SweepId, SweepCommand Command) : SweepQuestion(SweepId);

/// <summary>How does the sweep stand?</summary>
internal sealed record GetStanding(string SweepId) : SweepQuestion(SweepId);

/// <summary>Tell the watchers how the sweep stands.</summary>
internal sealed record ShowSweep(string SweepId) : SweepQuestion(SweepId);

/// <summary>A sweep could not be brought back from the journal.</summary>
internal sealed record SweepBroke(string SweepId, string Reason);

/// <summary>
/// Nothing more comes of the sweep for now. It had handled <paramref name="Handled"/> questions by then: where more
/// were forwarded to it, this is out of date.
/// </summary>
internal sealed record SweepEnded(string SweepId, long Handled);

/// <summary>
/// The sweep has ended and was not asked for anything for a while; counted as in <see cref="SweepEnded"/>.
/// </summary>
internal sealed record SweepIdle(string SweepId, long Handled);
