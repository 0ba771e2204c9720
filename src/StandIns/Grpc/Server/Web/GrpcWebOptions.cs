namespace Grpc.AspNetCore.Web;

/// <summary>How gRPC-Web is served.</summary>
public class GrpcWebOptions
{
    /// <summary>Whether all endpoints take it that do not say otherwise; no by default.</summary>
    public bool DefaultEnabled { get; set; }
}
