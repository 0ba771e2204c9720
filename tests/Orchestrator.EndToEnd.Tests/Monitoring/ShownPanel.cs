namespace Orchestrator.EndToEnd.Tests.Monitoring;

/// <summary>What a panel showed.</summary>
internal sealed record ShownPanel(string Dashboard, string Title, string Unit, IReadOnlyList<ShownQuery> Queries);

/// <summary>What a query of a panel gave: each series with its name and its numbers, oldest first.</summary>
internal sealed record ShownQuery(string Text, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> Series);
