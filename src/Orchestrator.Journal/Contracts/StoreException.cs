namespace Orchestrator.Journal.Contracts;

/// <summary>
/// The store cannot do what was asked; the message says why and what to do, in one line. Nothing was damaged.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>A failure with its reason.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its reason and what caused it.</summary>
    public StoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
