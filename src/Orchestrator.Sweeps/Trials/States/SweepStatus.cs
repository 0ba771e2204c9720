namespace Orchestrator.Sweeps.Trials.States;

/// <summary>
/// Where a sweep stands.
/// <code>
/// (none) --submit--> Running --every trial ended--> Completed --submit again, failed trials left--> Running
///                    Running --pause--> Paused --resume--> Running
///                    Running, Paused --cancel--> Cancelled --submit again--> Running
/// </code>
/// </summary>
public enum SweepStatus
{
    /// <summary>Never submitted.</summary>
    None,

    /// <summary>Its pending trials are being handed out.</summary>
    Running,

    /// <summary>Nothing new is handed out; results under way still count.</summary>
    Paused,

    /// <summary>Given up by the user; what was computed stays.</summary>
    Cancelled,

    /// <summary>Every trial has a result or failed for good.</summary>
    Completed,
}
