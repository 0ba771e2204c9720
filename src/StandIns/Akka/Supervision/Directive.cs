namespace Akka.Actor;

/// <summary>What to do with a child that failed.</summary>
public enum Directive
{
    /// <summary>Go on with the same instance.</summary>
    Resume,

    /// <summary>Go on with a new instance; the mailbox is kept.</summary>
    Restart,

    /// <summary>Fail in its place.</summary>
    Escalate,

    /// <summary>Stop it.</summary>
    Stop,
}
