using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Orchestrator.Host.Security;

namespace Orchestrator.Host.Tests.Security;

/// <summary>Every method that is served has a rule, and every rule is of something that is served.</summary>
public sealed class AccessRulesTests
{
    [Fact]
    public async Task Every_method_and_page_that_is_served_has_a_rule()
    {
        await using var server = await SecureServer.StartAsync();
        var methods = server.Server.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName)
            .OfType<string>().Distinct().ToList();
        var without = server.Server.Endpoints.Select(AccessRules.Of)
            .Where(rule => rule.Access == Access.Nobody).Select(rule => rule.Method);
        Assert.Empty(without);
        var served = server.Server.Endpoints.Select(endpoint => AccessRules.Of(endpoint).Method).ToHashSet();
        served.Remove(AccessRules.Unknown);
        Assert.Equal(AccessRules.All.Keys.Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
        // All services of the program's own protocol are among them, to the last method.
        foreach (var service in new[] { Protocol.V1.SweepsReflection.Descriptor, Protocol.V1.WorkersReflection.Descriptor,
            Protocol.V1.CatalogReflection.Descriptor }.SelectMany(file => file.Services))
        {
            foreach (var method in service.Methods)
                Assert.Contains($"/{service.FullName}/{method.Name}", methods);
        }
    }

    [Fact]
    public void What_has_no_rule_nobody_may_call()
    {
        var page = new RouteEndpoint(
            _ => Task.CompletedTask, RoutePatternFactory.Parse("/new"), 0, EndpointMetadataCollection.Empty, null);
        var other = new Endpoint(_ => Task.CompletedTask, EndpointMetadataCollection.Empty, "other");
        foreach (var endpoint in (Endpoint[])[page, other])
        {
            Assert.Equal(Access.Nobody, AccessRules.Of(endpoint).Access);
            foreach (var role in Enum.GetValues<Role>())
                Assert.False(AccessRules.Allows(role, AccessRules.Of(endpoint).Access));
        }
    }

    [Fact]
    public void Roles_allow_what_they_are_named_for()
    {
        Assert.Equal("read or submit or admin", AccessRules.RolesFor(Access.Read));
        Assert.Equal("submit or admin", AccessRules.RolesFor(Access.Submit));
        Assert.Equal("admin", AccessRules.RolesFor(Access.Steer));
        Assert.Equal("admin or worker", AccessRules.RolesFor(Access.Work));
        Assert.Equal("read or submit or admin or worker", AccessRules.RolesFor(Access.Catalog));
        Assert.Equal("", AccessRules.RolesFor(Access.Nobody));
    }
}
