namespace Grpc.Core;

/// <summary>A way to one server, over which calls are made.</summary>
public abstract class ChannelBase
{
    /// <summary>A channel to a target.</summary>
    /// <param name="target">The server's address.</param>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The server's address.</summary>
    public string Target { get; }

    /// <summary>An invoker that makes its calls over this channel.</summary>
    /// <returns>The invoker.</returns>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Closes the channel; calls under way are cancelled.</summary>
    /// <returns>Ends when all is closed.</returns>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <inheritdoc/>
    public override string ToString() => Target;

    /// <summary>The implementation of <see cref="ShutdownAsync"/>.</summary>
    /// <returns>Ends when all is closed.</returns>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
