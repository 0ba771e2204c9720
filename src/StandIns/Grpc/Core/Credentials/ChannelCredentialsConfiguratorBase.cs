namespace Grpc.Core;

/// <summary>Is told what channel credentials are.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>The channel is not secured.</summary>
    /// <param name="state">What the configurator was asked with.</param>
    public abstract void SetInsecureCredentials(object state);

    /// <summary>The channel is secured by TLS with the system's authorities.</summary>
    /// <param name="state">What the configurator was asked with.</param>
    /// <param name="rootCertificates">Always null here: set certificates on the HTTP handler.</param>
    /// <param name="keyCertificatePair">Always null here.</param>
    /// <param name="verifyPeerCallback">Always null here.</param>
    public abstract void SetSslCredentials(
        object state, string? rootCertificates, object? keyCertificatePair, object? verifyPeerCallback);

    /// <summary>The channel is secured and its calls carry credentials.</summary>
    /// <param name="state">What the configurator was asked with.</param>
    /// <param name="channelCredentials">How it is secured.</param>
    /// <param name="callCredentials">What its calls carry.</param>
    public abstract void SetCompositeCredentials(
        object state, ChannelCredentials channelCredentials, CallCredentials callCredentials);
}
