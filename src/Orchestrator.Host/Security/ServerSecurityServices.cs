using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orchestrator.Host.Security;

/// <summary>How a server takes its security in.</summary>
internal static class ServerSecurityServices
{
    /// <summary>Adds what <see cref="UseServerSecurity"/> needs; the security stays the caller's.</summary>
    public static IServiceCollection AddServerSecurity(
        this IServiceCollection services, ServerSecurity security, CallLimits limits, TimeProvider time)
    {
        services.TryAddSingleton(time);
        services.AddSingleton(security); // an instance: not the container's to dispose of
        return services
            .AddSingleton(limits)
            .AddSingleton<CallBudgets>()
            .AddSingleton<CallerIdentity>()
            .AddSingleton<OpenStreams>()
            .AddSingleton<RefusalLog>()
            .AddHostedService<SecurityWatch>();
    }

    /// <summary>
    /// Refuses what the rules do not allow to its caller. After the routing and gRPC-Web; before what is to be guarded.
    /// </summary>
    public static void UseServerSecurity(this IApplicationBuilder app) => app.UseMiddleware<Guard>();
}
