using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Training.Datasets.Csv;

/// <summary>
/// Makes one feature column of the fields of a table: decides on its kind, reads its values, notes its problems.
/// </summary>
internal sealed class ColumnReader(CsvTable table, int column, ColumnRule rule, ProblemList problems)
{
    /// <summary>
    /// A text column with more levels than this, most of them rare, is taken for names or free text and refused.
    /// </summary>
    public const int ManyLevels = 50;

    // A column is numeric with faulty cells, and not text, where at least this share of many values are numbers.
    private const double NumericShare = 0.9;
    private const int FewNumbers = 20;

    private readonly string _name = table.Header[column];

    /// <summary>The column; null where a problem was noted.</summary>
    public TabularColumn? Read()
    {
        var present = table.Rows.Select(row => row[column]).Where(field => !IsMissing(field)).ToArray();
        if (present.Length == 0)
        {
            problems.Add($"{table.File}: column '{_name}' has no value in any row; set its kind to 'ignored'");
            return null;
        }

        var kind = rule.Kind ?? Infer(present);
        if (kind is null)
            return null;
        var schema = Schema(kind.Value);
        return kind == ColumnKind.Numeric ? ReadNumbers(schema) : ReadCategories(schema, present);
    }

    private ColumnKind? Infer(string[] present)
    {
        var numbers = present.Where(field => Numbers.TryRead(field, out _) || Numbers.IsInfinite(field)).ToArray();
        if (numbers.Length == present.Length)
            return ColumnKind.Numeric;
        if (numbers.Length >= NumericShare * present.Length && numbers.Distinct().Count() >= FewNumbers)
            return ColumnKind.Numeric;
        var levels = present.Distinct(StringComparer.Ordinal).Count();
        if (levels <= ManyLevels || levels * 2 <= present.Length)
            return ColumnKind.Categorical;
        problems.Add(
            $"{table.File}: column '{_name}' has {levels} different texts in {present.Length} rows, "
            + $"such as '{present[0]}': a name or free text, it seems; set its kind to 'ignored', "
            + "or to 'categorical' to use it all the same");
        return null;
    }

    private ColumnSchema Schema(ColumnKind kind) => new(
        _name,
        kind,
        rule.Scaling ?? Scaling.Standard,
        rule.Imputation ?? PreparationWords.DefaultImputation(kind))
    {
        DeclaredLevels = rule.Levels,
        ImputedMinimum = rule.ImputedMinimum,
        SourceColumn = _name,
    };

    private NumericColumn ReadNumbers(ColumnSchema schema)
    {
        var values = new double[table.Rows.Count];
        for (var row = 0; row < values.Length; row++)
        {
            var field = table.Rows[row][column];
            if (IsMissing(field))
                values[row] = double.NaN;
            else if (!Numbers.TryRead(field, out values[row]))
                values[row] = Refuse(row, field);
        }

        return new NumericColumn(schema, values);
    }

    private double Refuse(int row, string field)
    {
        var what = Numbers.IsInfinite(field) ? "is infinite" : "is not a number";
        problems.Add(
            $"{Place(row)}: '{field}' {what}; allowed: a finite number, or missing ({MissingValues.Listed})");
        return double.NaN;
    }

    private CategoryColumn ReadCategories(ColumnSchema schema, string[] present)
    {
        var levels = rule.Levels ?? LevelOrder.Sort(present);
        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < levels.Count; i++)
            codes[levels[i]] = i;
        var values = new int[table.Rows.Count];
        for (var row = 0; row < values.Length; row++)
        {
            var field = table.Rows[row][column];
            if (IsMissing(field))
                values[row] = CategoryColumn.Missing;
            else if (!codes.TryGetValue(field, out values[row]))
                problems.Add($"{Place(row)}: '{field}' is not a level; allowed: {string.Join(", ", levels)}");
        }

        return new CategoryColumn(schema, levels, values);
    }

    private string Place(int row) => table.Place(row, column);

    private bool IsMissing(string field) => MissingValues.Contains(field) || field == rule.AlsoMissing;
}
