namespace Grpc.Core;

/// <summary>Rich statuses of failed calls.</summary>
public static class RpcExceptionExtensions
{
    /// <summary>The rich status that came with a failure.</summary>
    /// <param name="ex">The failure.</param>
    /// <returns>The status; null if there is none.</returns>
    public static Google.Rpc.Status? GetRpcStatus(this RpcException ex)
    {
        ArgumentNullException.ThrowIfNull(ex);
        return ex.Trailers.GetRpcStatus();
    }
}
