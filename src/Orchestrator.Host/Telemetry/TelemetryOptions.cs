namespace Orchestrator.Host.Telemetry;

/// <summary>What a process says of itself, and where it sends it.</summary>
/// <param name="Role">The part it plays: <c>coordinator</c> or <c>worker</c>.</param>
/// <param name="Instance">Its name among the processes of that role.</param>
internal sealed record TelemetryOptions(string Role, string Instance)
{
    /// <summary>The variable of OpenTelemetry that names the collector.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Whether traces, metrics and logs go to a collector.</summary>
    public bool Exports { get; init; } =
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable));

    /// <summary>Whether log lines are JSON objects, for machines.</summary>
    public bool LogsJson { get; init; }
}
