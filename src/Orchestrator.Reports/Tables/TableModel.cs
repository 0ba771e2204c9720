namespace Orchestrator.Reports.Tables;

/// <summary>A table without a look: a renderer gives it one.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Columns">The columns, left to right.</param>
/// <param name="Rows">The rows, top to bottom; each has a text for each column.</param>
public sealed record TableModel(
    string Title, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);
