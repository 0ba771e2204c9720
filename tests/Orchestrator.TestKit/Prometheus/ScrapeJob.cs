namespace Orchestrator.TestKit.Prometheus;

/// <summary>Processes whose <c>/metrics</c> are read under one job name.</summary>
/// <param name="Name">The job.</param>
/// <param name="Targets">Where they listen.</param>
public sealed record ScrapeJob(string Name, params Uri[] Targets);
