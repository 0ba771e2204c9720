using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Deploy.Tests.Charts;

/// <summary>
/// As much of a cluster's API as helm asks for when it renders: what kinds there are, and the secrets of a namespace. Nothing
/// can be created.
/// </summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private static readonly Dictionary<string, string[]> Kinds = new()
    {
        ["v1"] = ["secrets Secret", "services Service", "serviceaccounts ServiceAccount", "configmaps ConfigMap", "pods Pod"],
        ["apps/v1"] = ["statefulsets StatefulSet", "deployments Deployment"],
        ["policy/v1"] = ["poddisruptionbudgets PodDisruptionBudget"],
        ["networking.k8s.io/v1"] = ["networkpolicies NetworkPolicy"],
    };

    private static readonly string[] Verbs = ["get"];

    private readonly ConcurrentDictionary<string, JsonObject> _secrets = new();
    private readonly WebApplication _app;

    private ApiServer(WebApplication app) => _app = app;

    /// <summary>Where it is.</summary>
    public string Url => _app.Urls.Single();

    public static async Task<ApiServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new ApiServer(app);
        app.MapGet("/version", () => Document("""{"major": "1", "minor": "33", "gitVersion": "v1.33.0"}"""));
        app.MapGet("/api", () => Document("""{"kind": "APIVersions", "versions": ["v1"]}"""));
        app.MapGet("/apis", () => Results.Json(
            new { kind = "APIGroupList", apiVersion = "v1", groups = Kinds.Keys.Where(k => k != "v1").Select(Group) }));
        app.MapGet("/api/v1", () => Results.Json(Resources("v1")));
        app.MapGet("/apis/{group}/v1", (string group) => Results.Json(Resources($"{group}/v1")));
        app.MapGet("/api/v1/namespaces/{space}/secrets/{name}", (string name) =>
            server._secrets.TryGetValue(name, out var secret) ? Document(secret.ToJsonString()) : Missing());
        app.MapFallback(Missing);
        await app.StartAsync();
        return server;
    }

    /// <summary>Takes the secrets of a rendering as helm would have installed them.</summary>
    public void Install(Manifests manifests)
    {
        foreach (var secret in manifests.Of("Secret"))
        {
            var metadata = secret["metadata"];
            var annotations = new JsonObject
            {
                ["meta.helm.sh/release-name"] = "sweeps",
                ["meta.helm.sh/release-namespace"] = "research",
            };
            foreach (var key in metadata.Find("annotations")?.Keys ?? [])
                annotations[key] = metadata["annotations"][key].Text;
            _secrets[metadata["name"].Text] = new JsonObject
            {
                ["apiVersion"] = "v1",
                ["kind"] = "Secret",
                ["metadata"] = new JsonObject
                {
                    ["name"] = metadata["name"].Text,
                    ["namespace"] = "research",
                    ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "Helm" },
                    ["annotations"] = annotations,
                },
                ["type"] = secret["type"].Text,
                ["data"] = new JsonObject(secret["data"].Keys.Select(
                    key => KeyValuePair.Create(key, (JsonNode?)secret["data"][key].Text))),
            };
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Document(string json) => Results.Text(json, "application/json");

    private static IResult Missing() => Results.Text(
        """{"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}""", "application/json",
        statusCode: 404);

    private static object Group(string version)
    {
        var served = new { groupVersion = version, version = "v1" };
        return new { name = version.Split('/')[0], versions = new[] { served }, preferredVersion = served };
    }

    private static object Resources(string version) => new
    {
        kind = "APIResourceList",
        apiVersion = "v1",
        groupVersion = version,
        resources = Kinds.GetValueOrDefault(version, []).Select(text => text.Split(' ')).Select(names => new
        {
            name = names[0],
            singularName = "",
            namespaced = true,
            kind = names[1],
            verbs = Verbs,
        }),
    };
}
