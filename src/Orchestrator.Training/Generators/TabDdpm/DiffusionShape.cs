using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// The columns of a row that diffuses: numbers first, then a run of columns for each categorical feature.
/// </summary>
/// <param name="Numbers">Columns of numbers.</param>
/// <param name="Runs">The categorical features.</param>
/// <param name="Classes">Classes that rows are generated for; 0 where there are none.</param>
internal sealed record DiffusionShape(int Numbers, IReadOnlyList<ColumnRun> Runs, int Classes)
{
    /// <summary>Columns of a row.</summary>
    public int Width => Runs.Count == 0 ? Numbers : Runs[^1].End;

    /// <summary>Columns of a row with padding.</summary>
    public int Columns => Block.PadColumns(Width);

    /// <summary>A text that two shapes share exactly where they are alike.</summary>
    public string Name => $"{Numbers};{Classes};{string.Join(',', Runs.Select(run => run.Width))}";
}
