namespace Orchestrator.Training.Datasets.Csv;

/// <summary>Makes classes of the target column.</summary>
internal static class TargetReader
{
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

    private static void CheckCount(CsvTable table, int column, string[] classes, ProblemList problems)
    {
        var place = $"{table.File}: column '{table.Header[column]}'";
        if (classes.Length == 1)
            problems.Add($"{place} has one class, '{classes[0]}', in all rows; at least 2 classes are needed");
        if (classes.Length > ColumnReader.ManyLevels && classes.Length * 2 > table.Rows.Count)
        {
            problems.Add(
                $"{place} has {classes.Length} different values in {table.Rows.Count} rows, such as '{classes[0]}': "
                + "no classes, it seems; the target must be a class");
        }
    }
}
