using Orchestrator.Journal.Locations;

namespace Orchestrator.Host.Telemetry;

/// <summary>What a process says of itself, and where it sends it.</summary>
/// <param name="Role">The part it plays: <c>coordinator</c> or <c>worker</c>.</param>
/// <param name="Instance">Its name among the processes of that role.</param>
internal sealed record TelemetryOptions(string Role, string Instance)
{
    /// <summary>The variable of OpenTelemetry that names the collector.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>A coordinator's, which watches its store.</summary>
    public static TelemetryOptions OfCoordinator(Uri address, StoreConnection store) =>
        new("coordinator", address.Authority)
        {
            Volume = store.Location is StoreLocation.Sqlite folder
                ? new WatchedVolume(WatchedVolume.Data, folder.Path)
                : null,
            StoreSize = store.MeasureAsync,
        };

    /// <summary>A worker's, which watches its cache.</summary>
    public static TelemetryOptions OfWorker(string name, string cache) =>
        new("worker", name) { Volume = new WatchedVolume(WatchedVolume.Cache, cache) };

    /// <summary>Whether traces, metrics and logs go to a collector.</summary>
    public bool Exports { get; init; } =
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable));

    /// <summary>Whether log lines are JSON objects, for machines.</summary>
    public bool LogsJson { get; init; }

    /// <summary>The folder whose disk is watched; null: none.</summary>
    public WatchedVolume? Volume { get; init; }

    /// <summary>Asks what the store takes, in bytes; null where the process has none.</summary>
    public Func<CancellationToken, Task<long>>? StoreSize { get; init; }
}
