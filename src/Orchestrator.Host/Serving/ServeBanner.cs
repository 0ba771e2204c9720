using Orchestrator.Host.Commands;
using Orchestrator.Host.Commands.Options;
using Orchestrator.Journal.Locations;
using Orchestrator.Protocol;

namespace Orchestrator.Host.Serving;

/// <summary>Says where everything of a coordinator is, and what to do next. No password is shown.</summary>
internal static class ServeBanner
{
    public static void Write(
        TextWriter output, CoordinatorServer server, ServeSettings settings, StoreLocation store)
    {
        var address = CoordinatorOption.Text(server.Address);
        var (kind, place) = (store is StoreLocation.Sqlite ? "data" : "store", SharedOptions.Place(store));
        var lines = new (string Name, string Value)[]
        {
            ("address", $"{address} (listens on {server.Bound})"),
            ("gRPC", "orchestrator.v1.Sweeps, Workers and Catalog; gRPC-Web on the same port"),
            ("reflection", "grpc.reflection.v1 and v1alpha"),
            ("health", $"{address}/healthz, {address}/readyz, and grpc.health.v1"),
            ("metrics", $"{address}/metrics"),
            ("security", settings.Security.Summary),
            (kind, place),
        };
        output.WriteLine($"Orchestrator {ProtocolVersion.Program}, coordinator");
        foreach (var (name, value) in lines)
            output.WriteLine($"  {name,-12}{value}");
        if (settings.Security.WarningAt(settings.Listen) is { } warning)
            output.WriteLine($"WARNING: {warning}");
        var needed = settings.Security.ClientOptions;
        output.WriteLine("To attach a worker, on any machine:");
        output.WriteLine($"  orchestrator work --coordinator {address}{needed}");
        output.WriteLine("To submit a sweep and watch it:");
        output.WriteLine($"  orchestrator submit titanic-quick --watch --coordinator {address}{needed}");
        output.Flush();
    }
}
