using System.Diagnostics.CodeAnalysis;
using Grpc.AspNetCore.Server.Binding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to endpoints.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Maps a service: an endpoint <c>/package.Service/Method</c> for each of its methods.</summary>
    /// <typeparam name="TService">The class that serves it; derives from a generated base class.</typeparam>
    /// <param name="builder">The endpoints.</param>
    /// <returns>Sets these endpoints up further.</returns>
    /// <exception cref="InvalidOperationException">
    /// gRPC was not added to the services, or the class derives from no generated base class.
    /// </exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var served = builder.ServiceProvider.GetService<ServedServices>() ?? throw new InvalidOperationException(
            "The services of gRPC are not there: call 'IServiceCollection.AddGrpc' where the server is set up.");
        return new(served.Map<TService>(builder));
    }
}
