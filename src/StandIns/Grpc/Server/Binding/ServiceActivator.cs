using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>
/// Gives each call its instance of the service: the container's, or a new one that is disposed after it.
/// </summary>
/// <typeparam name="TService">The class that serves it.</typeparam>
internal sealed class ServiceActivator<TService>
    where TService : class
{
    private readonly Lazy<ObjectFactory<TService>> _factory =
        new(() => ActivatorUtilities.CreateFactory<TService>([]));

    public Task<TResult> RunAsync<TState, TResult>(
        ServerCallContext context, TState state, Func<TService, TState, ServerCallContext, Task<TResult>> run)
    {
        var services = context.GetHttpContext().RequestServices;
        if (services.GetService<TService>() is { } registered)
            return run(registered, state, context);
        var created = _factory.Value(services, null);
        return created is IAsyncDisposable or IDisposable
            ? RunAndDisposeAsync(created, context, state, run)
            : run(created, state, context);
    }

    private static async Task<TResult> RunAndDisposeAsync<TState, TResult>(
        TService created,
        ServerCallContext context,
        TState state,
        Func<TService, TState, ServerCallContext, Task<TResult>> run)
    {
        try
        {
            return await run(created, state, context).ConfigureAwait(false);
        }
        finally
        {
            await Disposal.DisposeAsync(created).ConfigureAwait(false);
        }
    }
}
