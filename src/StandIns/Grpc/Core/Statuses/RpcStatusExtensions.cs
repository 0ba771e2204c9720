namespace Grpc.Core;

/// <summary>Makes failures of rich statuses.</summary>
public static class RpcStatusExtensions
{
    /// <summary>A failure that carries a rich status.</summary>
    /// <param name="status">The status; its code and message become the call's.</param>
    /// <returns>The failure to throw.</returns>
    public static RpcException ToRpcException(this Google.Rpc.Status status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new(new Status((StatusCode)status.Code, status.Message), Trailers(status));
    }

    /// <summary>A failure that carries a rich status.</summary>
    /// <param name="status">The status; its code and message become the call's.</param>
    /// <param name="message">The exception's message.</param>
    /// <returns>The failure to throw.</returns>
    public static RpcException ToRpcException(this Google.Rpc.Status status, string message)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new(new Status((StatusCode)status.Code, status.Message), Trailers(status), message);
    }

    private static Metadata Trailers(Google.Rpc.Status status)
    {
        var trailers = new Metadata();
        trailers.SetRpcStatus(status);
        return trailers;
    }
}
