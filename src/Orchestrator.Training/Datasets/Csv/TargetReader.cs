namespace Orchestrator.Training.Datasets.Csv;

/// <summary>Makes classes, or numbers, of the target column.</summary>
internal static class TargetReader
{
    // More different numbers than this, some of them not whole, are no classes.
    private const int FewNumbers = 20;

    public static (string[] Classes, int[] Labels) Read(CsvTable table, int column, ProblemList problems)
    {
        var fields = table.Rows.Select(row => row[column]).ToArray();
        for (var row = 0; row < fields.Length; row++)
        {
            if (MissingValues.Contains(fields[row]))
                problems.Add($"{Place(row)}: class '{fields[row]}' counts as missing; every row needs one");
            else if (Numbers.IsInfinite(fields[row]))
                problems.Add($"{Place(row)}: '{fields[row]}' is infinite and no class");
        }

        var classes = LevelOrder.Sort(fields.Where(field => !MissingValues.Contains(field)));
        var codes = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        CheckCount(table, column, classes, problems);
        return (classes, Array.ConvertAll(fields, field => codes.GetValueOrDefault(field)));

        string Place(int row) => table.Place(row, column);
    }

    public static double[] ReadNumbers(CsvTable table, int column, ProblemList problems)
    {
        var targets = new double[table.Rows.Count];
        for (var row = 0; row < targets.Length; row++)
        {
            var field = table.Rows[row][column];
            if (MissingValues.Contains(field))
                problems.Add($"{table.Place(row, column)}: '{field}' counts as missing; every row needs a number");
            else if (!Numbers.TryRead(field, out targets[row]))
                problems.Add($"{table.Place(row, column)}: '{field}' is not a finite number; the target is to be one");
        }

        if (Array.TrueForAll(targets, target => target.Equals(targets[0])))
        {
            problems.Add(
                $"{table.File}: column '{table.Header[column]}' is '{table.Rows[0][column]}' in all rows; "
                + "at least 2 different numbers are needed");
        }

        return targets;
    }

    private static void CheckCount(CsvTable table, int column, string[] classes, ProblemList problems)
    {
        var place = $"{table.File}: column '{table.Header[column]}'";
        if (classes.Length > FewNumbers && classes.All(name => Numbers.TryRead(name, out _))
            && (IsMany(classes, table) || classes.Any(IsFractional)))
        {
            problems.Add(
                $"{place} has {classes.Length} different numbers in {table.Rows.Count} rows, such as '{classes[0]}': "
                + "no classes, it seems; add 'task: regression' to the data set to predict the number");
            return;
        }

        if (classes.Length == 1)
            problems.Add($"{place} has one class, '{classes[0]}', in all rows; at least 2 classes are needed");
        if (IsMany(classes, table))
        {
            problems.Add(
                $"{place} has {classes.Length} different values in {table.Rows.Count} rows, such as '{classes[0]}': "
                + "no classes, it seems; the target must be a class");
        }
    }

    private static bool IsMany(string[] classes, CsvTable table) =>
        classes.Length > ColumnReader.ManyLevels && classes.Length * 2 > table.Rows.Count;

    private static bool IsFractional(string name) =>
        Numbers.TryRead(name, out var number) && !number.Equals(Math.Truncate(number));
}
