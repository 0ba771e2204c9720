using Grpc.AspNetCore.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>The HTTP side of a call.</summary>
public static class ServerCallContextExtensions
{
    /// <summary>The request that a call came in.</summary>
    /// <param name="serverCallContext">The call.</param>
    /// <returns>The request.</returns>
    /// <exception cref="InvalidOperationException">The call did not come over HTTP.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is HttpServerCallContext call)
            return call.Http;
        return serverCallContext.UserState.TryGetValue("__HttpContext", out var kept) && kept is HttpContext http
            ? http
            : throw new InvalidOperationException("Could not get HttpContext from ServerCallContext.");
    }
}
