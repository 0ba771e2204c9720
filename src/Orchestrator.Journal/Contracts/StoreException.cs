namespace Orchestrator.Journal.Contracts;

/// <summary>
/// The store cannot do what was asked; the message says why and what to do, in one line. Nothing was damaged.
/// </summary>
public sealed class StoreException : Exception
{
    /// <summary>A refusal with its reason.</summary>
    public StoreException(string message)
        : base(message)
    {
    }

    /// <summary>A refusal with its reason and what caused it.</summary>
    public StoreException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A failure of a kind, with its reason and what caused it.</summary>
    public StoreException(StoreFailureKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What the caller can do about it.</summary>
    public StoreFailureKind Kind { get; }
}

/// <summary>What a caller can do about a store's refusal.</summary>
public enum StoreFailureKind
{
    /// <summary>The same request is refused again until somebody mends what the message names.</summary>
    Refused,

    /// <summary>
    /// The store cannot be reached, or broke off; the same request may succeed later. What was asked may have been
    /// carried out: asking again stores nothing twice.
    /// </summary>
    Unavailable,

    /// <summary>There is no room. The same request succeeds once there is.</summary>
    Full,

    /// <summary>
    /// Another coordinator leads by now, so this one may no longer write; asking again cannot succeed. Nothing was
    /// stored.
    /// </summary>
    Fenced,
}
