namespace Akka.Actor;

/// <summary>Cancels something that was scheduled.</summary>
public interface ICancelable
{
    /// <summary>Whether it was cancelled.</summary>
    bool IsCancellationRequested { get; }

    /// <summary>Signals the cancellation.</summary>
    CancellationToken Token { get; }

    /// <summary>Cancels.</summary>
    void Cancel();
}
