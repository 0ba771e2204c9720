namespace Orchestrator.Training;

/// <summary>A stage cannot be carried out on the data given: repeating it gives the same failure.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>A failure with its reason in one line.</summary>
    public TrainingException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its reason in one line and what caused it.</summary>
    public TrainingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
