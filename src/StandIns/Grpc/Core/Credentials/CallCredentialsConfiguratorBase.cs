namespace Grpc.Core;

/// <summary>Is told what call credentials are.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>They are several.</summary>
    /// <param name="state">What the configurator was asked with.</param>
    /// <param name="credentials">The credentials.</param>
    public abstract void SetCompositeCredentials(object state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>They are a function.</summary>
    /// <param name="state">What the configurator was asked with.</param>
    /// <param name="interceptor">Adds the headers.</param>
    public abstract void SetAsyncAuthInterceptorCredentials(object state, AsyncAuthInterceptor interceptor);
}
