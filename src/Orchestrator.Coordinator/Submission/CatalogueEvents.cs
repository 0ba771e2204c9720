namespace Orchestrator.Coordinator.Submission;

/// <summary>
/// What the journal keeps of the catalogue. A released shape never changes; a new one gets a new name.
/// </summary>
internal abstract record CatalogueEvent(string SweepId);

/// <summary>The sweep is to be taken up again whenever the coordinator starts.</summary>
internal sealed record SweepOpened(string SweepId) : CatalogueEvent(SweepId);

/// <summary>Nothing more comes of the sweep.</summary>
internal sealed record SweepClosed(string SweepId) : CatalogueEvent(SweepId);

/// <summary>The catalogue in the form that is stored.</summary>
internal sealed record CatalogueSnapshot(IReadOnlyList<string> Open);
