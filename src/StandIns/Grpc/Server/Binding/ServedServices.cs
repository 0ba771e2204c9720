using System.Collections.Concurrent;
using Grpc.AspNetCore.Server.Calls;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>The services that a server has mapped.</summary>
internal sealed class ServedServices(
    IOptions<GrpcServiceOptions> options, ILoggerFactory loggers, TimeProvider clock, IServiceProvider services)
{
    private readonly ConcurrentDictionary<Type, bool> _types = new();
    private bool _answersForUnknown;

    /// <summary>The classes of the mapped services.</summary>
    public ICollection<Type> Types => _types.Keys;

    public IReadOnlyList<IEndpointConventionBuilder> Map<TService>(IEndpointRouteBuilder endpoints)
        where TService : class
    {
        var settings = new MethodSettings(OptionsOf<TService>());
        var logger = loggers.CreateLogger(typeof(TService).FullName!);
        var binder = new ServiceBinder<TService>(new CallSurroundings(settings, logger, clock));
        BindMethod.Run(typeof(TService), binder);
        _types[typeof(TService)] = true;

        var conventions = new List<IEndpointConventionBuilder>();
        foreach (var (method, handle) in binder.Methods)
        {
            var metadata = new GrpcMethodMetadata(typeof(TService), method);
            conventions.Add(MapPost(endpoints, method.FullName, handle, metadata));
        }

        MapUnknown(endpoints, binder.Methods.Select(m => m.Method.ServiceName).Distinct());
        return conventions;
    }

    private static IEndpointConventionBuilder MapPost(
        IEndpointRouteBuilder endpoints, string path, RequestDelegate handle, params object[] metadata)
    {
        var convention = endpoints.Map(RoutePatternFactory.Parse(path), handle);
        convention.Add(builder =>
        {
            builder.DisplayName = $"gRPC - {path}";
            builder.Metadata.Add(new HttpMethodMetadata(["POST"], acceptCorsPreflight: true));
            foreach (var item in metadata)
                builder.Metadata.Add(item);
        });
        return convention;
    }

    private static void MapAbsence(IEndpointRouteBuilder endpoints, string path, string text) =>
        MapPost(endpoints, path, http =>
        {
            Refusal.Answer(http, StatusCode.Unimplemented, text);
            return Task.CompletedTask;
        }).Add(builder => ((RouteEndpointBuilder)builder).Order = int.MaxValue);

    private void MapUnknown(IEndpointRouteBuilder endpoints, IEnumerable<string> serviceNames)
    {
        foreach (var name in serviceNames)
        {
            MapAbsence(
                endpoints, $"{name}/{{unimplementedMethod:{GrpcRequestConstraint.Name}}}", "Method is unimplemented.");
        }

        if (_answersForUnknown || options.Value.IgnoreUnknownServices == true)
            return;
        _answersForUnknown = true;
        MapAbsence(
            endpoints,
            $"{{unimplementedService}}/{{unimplementedMethod:{GrpcRequestConstraint.Name}}}",
            "Service is unimplemented.");
    }

    private GrpcServiceOptions OptionsOf<TService>()
        where TService : class =>
        services.GetService<IConfigureOptions<GrpcServiceOptions<TService>>>() is null
            ? options.Value
            : services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value;
}
