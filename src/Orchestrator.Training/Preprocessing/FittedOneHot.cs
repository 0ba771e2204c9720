using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Preprocessing;

/// <summary>
/// A column of categories: a feature for each level, and one for missing where that is a level of its own.
/// </summary>
internal sealed class FittedOneHot : FittedColumn
{
    private const int None = -1;
    private const string MissingName = "(missing)";

    private static readonly string[] NoName = [];

    private readonly CategoryColumn _column;
    private readonly int[] _positions;
    private readonly int _missingPosition;
    private readonly string[] _names;

    /// <summary>Fits on the rows given, and looks at no other.</summary>
    public FittedOneHot(CategoryColumn column, ReadOnlySpan<int> subsetRows)
    {
        _column = column;
        var levels = new SubsetLevels(column, subsetRows);
        _positions = levels.Positions;
        Width = Math.Max(1, levels.Codes.Length + (levels.HasMissingLevel ? 1 : 0));
        _names =
        [
            .. levels.Codes.Select(code => column.Levels[code]), .. levels.HasMissingLevel ? [MissingName] : NoName,
        ];
        _missingPosition = column.Schema.Imputation switch
        {
            Imputation.OwnLevel => levels.HasMissingLevel ? Width - 1 : None,
            _ => levels.Codes.Length > 0 ? levels.MostFrequent : None,
        };
    }

    public override string Name => _column.Schema.Name;

    public override int Width { get; }

    public override FeatureBlock Block(int start) => new(Name, FeatureBlockKind.OneHot, start, Width, [])
    {
        LevelNames = _names,
    };

    public override void Encode(int row, Span<double> features)
    {
        var code = _column.Codes[row];
        var position = code == CategoryColumn.Missing ? _missingPosition : _positions[code];
        if (position != None)
            features[position] = 1;
    }
}
