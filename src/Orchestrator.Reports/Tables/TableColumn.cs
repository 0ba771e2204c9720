namespace Orchestrator.Reports.Tables;

/// <summary>A column of a <see cref="TableModel"/>.</summary>
/// <param name="Header">The text on top.</param>
/// <param name="Right">Whether its texts stand on the right, as numbers do.</param>
public sealed record TableColumn(string Header, bool Right);
