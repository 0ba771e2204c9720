namespace Akka.Actor;

/// <summary>Answers that say whether something worked.</summary>
public abstract class Status
{
    /// <summary>It worked.</summary>
    public sealed class Success : Status
    {
        /// <summary>Success without a value.</summary>
        public static readonly Success Instance = new(null!);

        /// <summary>Success with a value.</summary>
        public Success(object status) => Status = status;

        /// <summary>The value.</summary>
        public object Status { get; }

        /// <inheritdoc/>
        public override string ToString() => $"Success: {Status}";
    }

    /// <summary>It did not work; an Ask that gets this answer fails with <see cref="Cause"/>.</summary>
    public sealed class Failure : Status
    {
        /// <summary>A failure with its cause.</summary>
        public Failure(Exception cause)
        {
            Cause = cause;
            State = null!;
        }

        /// <summary>A failure with its cause and something about it.</summary>
        public Failure(Exception cause, object state)
        {
            Cause = cause;
            State = state;
        }

        /// <summary>Why.</summary>
        public Exception Cause { get; }

        /// <summary>What was being done.</summary>
        public object State { get; }

        /// <inheritdoc/>
        public override string ToString() => State is null ? $"Failure: {Cause}" : $"Failure[{State}]: {Cause}";
    }
}
