namespace Grpc.Core;

/// <summary>Adds headers that say who calls to a call.</summary>
/// <param name="context">The call.</param>
/// <param name="metadata">Takes the headers.</param>
/// <returns>Ends when the headers are added.</returns>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

/// <summary>The call that credentials are asked for.</summary>
/// <param name="serviceUrl">The service's address.</param>
/// <param name="methodName">The method's name.</param>
/// <param name="cancellationToken">The call's cancellation.</param>
public class AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
{
    /// <summary>The call to a method, without cancellation.</summary>
    /// <param name="serviceUrl">The service's address.</param>
    /// <param name="methodName">The method's name.</param>
    public AuthInterceptorContext(string serviceUrl, string methodName)
        : this(serviceUrl, methodName, default)
    {
    }

    /// <summary>The service's address.</summary>
    public string ServiceUrl { get; } = serviceUrl;

    /// <summary>The method's name.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>The call's cancellation.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
