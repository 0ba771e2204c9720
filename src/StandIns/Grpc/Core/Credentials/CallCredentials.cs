namespace Grpc.Core;

/// <summary>Adds headers that say who calls.</summary>
public abstract class CallCredentials
{
    /// <summary>Credentials from a function.</summary>
    /// <param name="interceptor">Adds the headers.</param>
    /// <returns>The credentials.</returns>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return new FromFunction(interceptor);
    }

    /// <summary>Several credentials, asked in order.</summary>
    /// <param name="credentials">The credentials, two or more.</param>
    /// <returns>All of them as one.</returns>
    public static CallCredentials Compose(params CallCredentials[] credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return credentials.Length < 2
            ? throw new ArgumentException("Composing takes two credentials or more.")
            : new Composite([.. credentials]);
    }

    /// <summary>Tells a configurator what these credentials are.</summary>
    /// <param name="configurator">Is told.</param>
    /// <param name="state">Is passed on.</param>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object state);

    private sealed class FromFunction(AsyncAuthInterceptor interceptor) : CallCredentials
    {
        public override void InternalPopulateConfiguration(
            CallCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetAsyncAuthInterceptorCredentials(state, interceptor);
    }

    private sealed class Composite(IReadOnlyList<CallCredentials> credentials) : CallCredentials
    {
        public override void InternalPopulateConfiguration(
            CallCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetCompositeCredentials(state, credentials);
    }
}
