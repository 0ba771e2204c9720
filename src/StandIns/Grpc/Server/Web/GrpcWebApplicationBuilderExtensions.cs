using Grpc.AspNetCore.Web;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Adds gRPC-Web to a pipeline.</summary>
public static class GrpcWebApplicationBuilderExtensions
{
    /// <summary>Adds gRPC-Web for the endpoints that enable it; after routing, before the endpoints.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <returns>The pipeline.</returns>
    public static IApplicationBuilder UseGrpcWeb(this IApplicationBuilder builder) =>
        builder.UseGrpcWeb(new GrpcWebOptions());

    /// <summary>Adds gRPC-Web; after routing, before the endpoints.</summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="options">How it is served.</param>
    /// <returns>The pipeline.</returns>
    public static IApplicationBuilder UseGrpcWeb(this IApplicationBuilder builder, GrpcWebOptions options)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return builder.Use(next => new GrpcWebMiddleware(options.DefaultEnabled, next).InvokeAsync);
    }
}
