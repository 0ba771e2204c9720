namespace Grpc.AspNetCore.Server.Binding;

/// <summary>Disposes of what a call made for itself.</summary>
internal static class Disposal
{
    public static ValueTask DisposeAsync(object made)
    {
        if (made is IAsyncDisposable asynchronous)
            return asynchronous.DisposeAsync();
        (made as IDisposable)?.Dispose();
        return default;
    }
}
