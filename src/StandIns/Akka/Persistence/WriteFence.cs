namespace Akka.Persistence;

/// <summary>
/// What the writes of a system are marked with: nothing before it has led, its last leadership from then on, also after
/// that has ended. Set by the cluster, read by the stores, from any thread.
/// </summary>
internal sealed class WriteFence
{
    private volatile FenceToken? _token;

    /// <summary>The mark of what is queued now.</summary>
    public FenceToken? Token
    {
        get => _token;
        set => _token = value;
    }
}
