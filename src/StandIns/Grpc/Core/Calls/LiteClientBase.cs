namespace Grpc.Core;

/// <summary>The base of clients generated in the lean form.</summary>
public abstract class LiteClientBase
{
    /// <summary>A client without a channel, for test doubles: every call throws.</summary>
    protected LiteClientBase() => CallInvoker = new UnsupportedCallInvoker();

    /// <summary>A client over a channel.</summary>
    /// <param name="channel">The channel.</param>
    protected LiteClientBase(ChannelBase channel)
        : this(channel.CreateCallInvoker())
    {
    }

    /// <summary>A client over an invoker.</summary>
    /// <param name="callInvoker">The invoker.</param>
    protected LiteClientBase(CallInvoker callInvoker)
    {
        ArgumentNullException.ThrowIfNull(callInvoker);
        CallInvoker = callInvoker;
    }

    /// <summary>Makes this client's calls.</summary>
    protected CallInvoker CallInvoker { get; }
}
