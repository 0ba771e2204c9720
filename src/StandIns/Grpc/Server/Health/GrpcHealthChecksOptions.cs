namespace Grpc.AspNetCore.HealthChecks;

/// <summary>How health is told over gRPC.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>
    /// The services whose health can be asked for; the server as a whole, by all checks, is there from the start.
    /// </summary>
    public ServiceMappingCollection Services { get; } = [];

    /// <summary>Whether Check answers what the last published report said rather than run the checks.</summary>
    public bool UseHealthChecksCache { get; set; }
}
