using Orchestrator.Training.Fusion;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Generators.TabDdpm;

/// <summary>
/// The way from a prepared table to rows that diffuse and back. Numbers, and a numeric target behind them, become
/// normals by their quantiles; one-hot blocks and the levels of ordered columns are categories. A column of one
/// category takes no part and comes back as it was. Fitted on the training subset, immutable.
/// </summary>
internal sealed class DiffusionCodec
{
    private const int MostDiscrete = 32;
    private const double LatticeTolerance = 1e-6;

    private readonly PreparedTable _model;
    private readonly int[] _numbers;
    private readonly QuantileNormal[] _normals;
    private readonly double[]?[] _lattices;
    private readonly FeatureBlock[] _categories;
    private readonly double[] _first;

    /// <summary>A codec for a table of one row at least.</summary>
    public DiffusionCodec(PreparedTable table, int quantiles, bool rounds)
    {
        // Only what describes the table is kept, not its rows.
        _model = table with { Features = new Matrix(0, table.Features.Columns), Labels = [] };
        _first = [.. table.Features.Row(0)];
        _categories = [.. table.Blocks.Where(block => Width(block) > 1)];
        _numbers =
        [
            .. table.Blocks.Where(IsNumber).Select(block => block.Start),
            .. table.Targets is null ? (int[])[] : [table.Features.Columns],
        ];
        var values = Array.ConvertAll(_numbers, column => Column(table, column));
        _normals = Array.ConvertAll(values, column => new QuantileNormal(column, quantiles));
        _lattices = Array.ConvertAll(values, column => rounds ? Lattice(column) : null);
        var runs = new List<ColumnRun>();
        foreach (var block in _categories)
            runs.Add(new ColumnRun(runs.Count == 0 ? _numbers.Length : runs[^1].End, Width(block)));
        Shape = new DiffusionShape(_numbers.Length, runs, table.ClassCount);
        Codes = Code(table);
        Seen = new bool[Shape.Columns];
        for (var i = 0; i < Codes.Length; i++)
            Seen[runs[i % runs.Count].Start + Codes[i]] = true;
    }

    /// <summary>The columns of a row.</summary>
    public DiffusionShape Shape { get; }

    /// <summary>The category of each row in each categorical feature, row after row.</summary>
    public int[] Codes { get; }

    /// <summary>Whether a column's category occurs in the training rows.</summary>
    public bool[] Seen { get; }

    /// <summary>The numbers of each row as normals, row after row.</summary>
    public float[] Normals(PreparedTable table)
    {
        var rows = table.Labels.Length;
        var normals = new float[rows * _numbers.Length];
        for (var j = 0; j < _numbers.Length; j++)
        {
            var column = Column(table, _numbers[j]);
            for (var i = 0; i < rows; i++)
                normals[(i * _numbers.Length) + j] = (float)_normals[j].Transform(column[i]);
        }

        return normals;
    }

    /// <summary>
    /// A table of rows that have come back from noise; <paramref name="rowColumns"/> from one to the next.
    /// </summary>
    public PreparedTable Decode(ReadOnlySpan<float> rows, int rowColumns, int[] labels)
    {
        var features = new Matrix(labels.Length, _first.Length);
        var targets = _model.Targets is null ? null : new double[labels.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var row = rows.Slice(i * rowColumns, Shape.Width);
            var target = features.Row(i);
            _first.CopyTo(target);
            for (var j = 0; j < _numbers.Length; j++)
            {
                var value = Round(_normals[j].Invert(row[j]), _lattices[j]);
                if (_numbers[j] < _first.Length)
                    target[_numbers[j]] = value;
                else
                    targets![i] = value;
            }

            for (var c = 0; c < _categories.Length; c++)
                Put(_categories[c], Largest(row.Slice(Shape.Runs[c].Start, Shape.Runs[c].Width)), target);
        }

        return _model with { Features = features, Labels = labels, Targets = targets };
    }

    private static bool IsNumber(FeatureBlock block) =>
        block.Kind == FeatureBlockKind.Numeric || (block.Kind == FeatureBlockKind.Ordinal && block.Levels.Count == 0);

    private static int Width(FeatureBlock block) => block.Kind switch
    {
        FeatureBlockKind.OneHot => block.Width,
        FeatureBlockKind.Ordinal => block.Levels.Count,
        _ => 0,
    };

    private static double[] Column(PreparedTable table, int column)
    {
        if (column == table.Features.Columns)
            return table.Targets!;
        var values = new double[table.Labels.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = table.Features[i, column];
        return values;
    }

    private int[] Code(PreparedTable table)
    {
        var codes = new int[table.Labels.Length * _categories.Length];
        for (var i = 0; i < codes.Length; i++)
        {
            var row = table.Features.Row(i / _categories.Length);
            var block = _categories[i % _categories.Length];
            if (block.Kind == FeatureBlockKind.OneHot)
            {
                codes[i] = Largest<double>(row.Slice(block.Start, block.Width));
                continue;
            }

            for (var level = 1; level < block.Levels.Count; level++)
            {
                var value = row[block.Start];
                if (Math.Abs(block.Levels[level] - value) < Math.Abs(block.Levels[codes[i]] - value))
                    codes[i] = level;
            }
        }

        return codes;
    }

    private static void Put(FeatureBlock block, int category, Span<double> row)
    {
        if (block.Kind == FeatureBlockKind.Ordinal)
        {
            row[block.Start] = block.Levels[category];
            return;
        }

        row.Slice(block.Start, block.Width).Clear();
        row[block.Start + category] = 1;
    }

    // The authors' program rounds columns of at most 32 different whole numbers. Prepared features are scaled: whole
    // numbers are then values at whole multiples of the least distance.
    private static double[]? Lattice(double[] values)
    {
        double[] different = [.. values.Distinct().Order()];
        if (different.Length is < 2 or > MostDiscrete || different.Length == values.Length)
            return null;
        var step = different.Zip(different.Skip(1), (low, high) => high - low).Min();
        return Array.TrueForAll(different, value =>
        {
            var steps = (value - different[0]) / step;
            return Math.Abs(steps - Math.Round(steps)) <= LatticeTolerance * (1 + steps);
        })
            ? different
            : null;
    }

    private static double Round(double value, double[]? lattice)
    {
        if (lattice is null)
            return value;
        var index = Array.BinarySearch(lattice, value);
        if (index >= 0)
            return value;
        var (below, above) = (Math.Max(0, ~index - 1), Math.Min(lattice.Length - 1, ~index));
        return value - lattice[below] <= lattice[above] - value ? lattice[below] : lattice[above];
    }

    private static int Largest<T>(ReadOnlySpan<T> values)
        where T : IComparable<T>
    {
        var best = 0;
        for (var c = 1; c < values.Length; c++)
        {
            if (values[c].CompareTo(values[best]) > 0)
                best = c;
        }

        return best;
    }
}
