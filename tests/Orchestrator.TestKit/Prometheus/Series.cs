namespace Orchestrator.TestKit.Prometheus;

/// <summary>One of the series that a query gives.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Values">Its samples that are numbers, oldest first.</param>
public sealed record Series(IReadOnlyDictionary<string, string> Labels, IReadOnlyList<double> Values);
