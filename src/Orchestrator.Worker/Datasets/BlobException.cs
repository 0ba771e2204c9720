namespace Orchestrator.Worker.Datasets;

/// <summary>A blob cannot be had: nobody has it, the connection broke, or what came has another hash.</summary>
public sealed class BlobException : Exception
{
    /// <summary>Says what went wrong, in one line.</summary>
    public BlobException(string message)
        : base(message)
    {
    }

    /// <summary>Says what went wrong, in one line, and why.</summary>
    public BlobException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
