using Grpc.AspNetCore.HealthChecks;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Health;

/// <summary>
/// The health protocol over ASP.NET's health checks: Check runs them, Watch follows what is published.
/// </summary>
internal sealed class HealthServiceIntegration(
    HealthServiceImpl published, IOptions<GrpcHealthChecksOptions> options, IServiceProvider services)
    : Grpc.Health.V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context)
    {
        if (options.Value.UseHealthChecksCache)
            return await published.Check(request, context).ConfigureAwait(false);
        return await RunAsync(request.Service, context.CancellationToken).ConfigureAwait(false)
            ?? throw new RpcException(new Status(StatusCode.NotFound, ""));
    }

    public override async Task Watch(
        HealthCheckRequest request,
        IServerStreamWriter<HealthCheckResponse> responseStream,
        ServerCallContext context)
    {
        // The first answer is what holds now; the publisher may not have had its turn yet.
        var now = await RunAsync(request.Service, context.CancellationToken).ConfigureAwait(false);
        if (now is not null)
            published.SetStatus(request.Service, now.Status);
        await published.Watch(request, responseStream, context).ConfigureAwait(false);
    }

    private async Task<HealthCheckResponse?> RunAsync(string service, CancellationToken cancellationToken)
    {
        if (!options.Value.Services.TryGetServiceMapping(service, out var mapping))
            return null;
        var report = await services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => ReportedHealth.Counts(mapping, check.Name, check.Tags), cancellationToken)
            .ConfigureAwait(false);
        return new() { Status = ReportedHealth.StatusOf(report.Entries.Values.Select(e => e.Status)) };
    }
}
