using System.Reflection;
using Grpc.AspNetCore.Server.Calls;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>
/// Makes a request handler of each method of a service: its class's method of that name, on an instance a call.
/// </summary>
/// <typeparam name="TService">The class that serves it.</typeparam>
internal sealed class ServiceBinder<TService>(CallSurroundings surroundings) : ServiceBinderBase
    where TService : class
{
    private readonly ServiceActivator<TService> _activator = new();
    private readonly List<(IMethod Method, RequestDelegate Handle)> _methods = [];

    public IReadOnlyList<(IMethod Method, RequestDelegate Handle)> Methods => _methods;

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var body = Open<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(
            method, typeof(TRequest), typeof(ServerCallContext));
        var answer = Interception.AroundUnary(
            surroundings.Settings.Interceptors,
            (TRequest request, ServerCallContext context) =>
                _activator.RunAsync(context, (body, request), static (service, s, c) => s.body(service, s.request, c)));
        Add(method, new UnaryCallHandler<TRequest, TResponse>(method, surroundings, answer));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var body = Open<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var answer = Interception.AroundClientStreaming(
            surroundings.Settings.Interceptors,
            (IAsyncStreamReader<TRequest> requests, ServerCallContext context) => _activator.RunAsync(
                context, (body, requests), static (service, s, c) => s.body(service, s.requests, c)));
        Add(method, new ClientStreamingCallHandler<TRequest, TResponse>(method, surroundings, answer));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var body = Open<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var answer = Interception.AroundServerStreaming(
            surroundings.Settings.Interceptors,
            (TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context) =>
                _activator.RunAsync(
                    context,
                    (body, request, responses),
                    static (service, s, c) => Nothing(s.body(service, s.request, s.responses, c))));
        Add(method, new ServerStreamingCallHandler<TRequest, TResponse>(method, surroundings, answer));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var body = Open<Func<
            TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(
            method,
            typeof(IAsyncStreamReader<TRequest>),
            typeof(IServerStreamWriter<TResponse>),
            typeof(ServerCallContext));
        var answer = Interception.AroundDuplexStreaming(
            surroundings.Settings.Interceptors,
            (IAsyncStreamReader<TRequest> requests,
             IServerStreamWriter<TResponse> responses,
             ServerCallContext context) =>
                _activator.RunAsync(
                    context,
                    (body, requests, responses),
                    static (service, s, c) => Nothing(s.body(service, s.requests, s.responses, c))));
        Add(method, new DuplexStreamingCallHandler<TRequest, TResponse>(method, surroundings, answer));
    }

    private static async Task<bool> Nothing(Task task)
    {
        await task.ConfigureAwait(false);
        return true;
    }

    private static TDelegate Open<TDelegate>(IMethod method, params Type[] parameters)
        where TDelegate : Delegate
    {
        var body = typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
            ?? throw new InvalidOperationException(
                $"Could not find '{method.Name}' on {typeof(TService)} with the parameters of {method.FullName}.");
        return body.CreateDelegate<TDelegate>();
    }

    private void Add<TRequest, TResponse>(Method<TRequest, TResponse> method, CallHandler<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class => _methods.Add((method, handler.HandleAsync));
}
