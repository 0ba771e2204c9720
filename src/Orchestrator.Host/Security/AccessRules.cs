using System.Collections.Frozen;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Orchestrator.Host.Security;

/// <summary>
/// Who may call what: the one list of it. What is served but not listed, nobody may call.
/// </summary>
internal static class AccessRules
{
    /// <summary>What calls of nothing that is served are shown as: their path may hold anything.</summary>
    public const string Unknown = "(unknown)";

    private const string Sweeps = "/orchestrator.v1.Sweeps/";
    private const string Workers = "/orchestrator.v1.Workers/";
    private const string Catalog = "/orchestrator.v1.Catalog/";

    /// <summary>What each gRPC method and each path needs.</summary>
    public static readonly FrozenDictionary<string, Access> All = new Dictionary<string, Access>
    {
        [$"{Sweeps}Validate"] = Access.Submit,
        [$"{Sweeps}Submit"] = Access.Submit,
        [$"{Sweeps}Get"] = Access.Read,
        [$"{Sweeps}List"] = Access.Read,
        [$"{Sweeps}Watch"] = Access.Read,
        [$"{Sweeps}ListTrials"] = Access.Read,
        [$"{Sweeps}StreamTrials"] = Access.Read,
        [$"{Sweeps}GetReport"] = Access.Read,
        [$"{Sweeps}Pause"] = Access.Steer,
        [$"{Sweeps}Resume"] = Access.Steer,
        [$"{Sweeps}Cancel"] = Access.Steer,
        [$"{Sweeps}Retry"] = Access.Steer,
        [$"{Workers}Attach"] = Access.Work,
        [$"{Workers}GetBlob"] = Access.Work,
        [$"{Workers}PutBlob"] = Access.Submit,
        [$"{Workers}List"] = Access.Read,
        [$"{Catalog}ListDatasets"] = Access.Catalog,
        [$"{Catalog}ListGenerators"] = Access.Catalog,
        [$"{Catalog}ListModels"] = Access.Catalog,
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = Access.Read,
        ["/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"] = Access.Read,
        ["/grpc.health.v1.Health/Check"] = Access.Anyone,
        ["/grpc.health.v1.Health/Watch"] = Access.Anyone,
        ["/healthz"] = Access.Anyone,
        ["/readyz"] = Access.Anyone,
        ["/metrics"] = Access.Read,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// What a call needs, and how it is shown. By what it was routed to, never by the path as it was sent, which may be
    /// written in many ways.
    /// </summary>
    public static (Access Access, string Method) Of(Endpoint? endpoint)
    {
        if (NameOf(endpoint) is not { } name)
            return (Access.Known, Unknown);
        return (All.GetValueOrDefault(name, Access.Nobody), name);
    }

    /// <summary>Whether a role may do what needs this access.</summary>
    public static bool Allows(Role role, Access access) => access switch
    {
        Access.Nobody => false,
        Access.Anyone or Access.Known or Access.Catalog => true,
        Access.Read => role is Role.Read or Role.Submit or Role.Admin,
        Access.Submit => role is Role.Submit or Role.Admin,
        Access.Steer => role is Role.Admin,
        Access.Work => role is Role.Worker or Role.Admin,
        _ => false,
    };

    /// <summary>The roles that may do what needs this access, as messages name them.</summary>
    public static string RolesFor(Access access) => string.Join(
        " or ", Enum.GetValues<Role>().Where(role => Allows(role, access)).Select(TokenTable.NameOf));

    // Null where nothing is served: no endpoint, or the one that answers for methods which are not there.
    private static string? NameOf(Endpoint? endpoint)
    {
        if (endpoint?.Metadata.GetMetadata<GrpcMethodMetadata>() is { } grpc)
            return grpc.Method.FullName;
        return endpoint switch
        {
            null => null,
            RouteEndpoint route when route.RoutePattern.Parameters.Any(IsOfMissingMethod) => null,
            RouteEndpoint route => route.RoutePattern.RawText ?? "",
            _ => endpoint.DisplayName ?? "",
        };
    }

    private static bool IsOfMissingMethod(Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart part) =>
        part.Name is "unimplementedMethod" or "unimplementedService";
}
