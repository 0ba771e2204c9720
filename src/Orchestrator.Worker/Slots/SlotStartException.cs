namespace Orchestrator.Worker.Slots;

/// <summary>
/// The process of a slot cannot be started, or ends each time before it is ready. The message says how.
/// </summary>
public sealed class SlotStartException : Exception
{
    /// <summary>Says what went wrong, in one line.</summary>
    public SlotStartException(string message)
        : base(message)
    {
    }

    /// <summary>Says what went wrong, in one line, and why.</summary>
    public SlotStartException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
