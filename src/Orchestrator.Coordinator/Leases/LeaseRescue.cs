namespace Orchestrator.Coordinator.Leases;

/// <summary>
/// Says when a worker has been silent for so long that its leases are to be taken back. Reads no clock; times are
/// timestamps of one <see cref="TimeProvider"/>. A worker that is held back (its reports wait because they cannot be
/// stored yet) is not silent.
/// </summary>
internal sealed class LeaseRescue(TimeSpan? limit, TimeProvider time)
{
    private long _lastHeard = time.GetTimestamp();
    private bool _heldBack;

    /// <summary>How often to look; null: never.</summary>
    public TimeSpan? Interval => limit / 4;

    /// <summary>How long nothing has been heard.</summary>
    public TimeSpan Silence => _heldBack ? TimeSpan.Zero : time.GetElapsedTime(_lastHeard);

    /// <summary>True once the leases are to be taken back.</summary>
    public bool IsDue => Silence >= limit;

    /// <summary>Something was heard.</summary>
    public void Heard() => _lastHeard = time.GetTimestamp();

    /// <summary>The worker is held back from now on.</summary>
    public void HoldBack() => _heldBack = true;

    /// <summary>The worker may speak again: its silence counts from now on.</summary>
    public void LetSpeak()
    {
        _heldBack = false;
        Heard();
    }
}
