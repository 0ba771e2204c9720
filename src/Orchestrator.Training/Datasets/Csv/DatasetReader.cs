using Orchestrator.Sweeps.Specs;

namespace Orchestrator.Training.Datasets.Csv;

/// <summary>Makes a data set of a table.</summary>
internal static class DatasetReader
{
    /// <summary>
    /// Makes a data set of a table: every column but the target is a feature unless its rule says 'ignored'.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="name">The data set's name.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="rules">
    /// What is known of single columns; their features come first, in this order, if there is an order.
    /// </param>
    /// <param name="ruleOrder">Whether features stand in the order of the rules, and not of the file.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="task">Whether the target's values are classes or numbers.</param>
    /// <exception cref="DatasetException">The table is not fit for that.</exception>
    public static TabularDataset Read(
        CsvTable table,
        string name,
        string target,
        IReadOnlyList<ColumnRule> rules,
        bool ruleOrder,
        DatasetOrigin origin,
        PredictionTask task = PredictionTask.Classification)
    {
        var problems = new ProblemList();
        var byName = RulesByName(table, target, rules, problems);
        var targetColumn = table.IndexOf(target);
        if (targetColumn < 0)
            problems.Add($"{table.File}: there is no column '{target}' to predict; there are: {ColumnList(table)}");
        problems.ThrowIfAny();

        var targets = task == PredictionTask.Regression
            ? TargetReader.ReadNumbers(table, targetColumn, problems)
            : null;
        var (classes, labels) = targets is null ? TargetReader.Read(table, targetColumn, problems) : ([], []);
        var order = ruleOrder ? rules.Select(rule => rule.Name).Concat(table.Header).Distinct() : table.Header;
        var used = order.Where(column => column != target && byName[column].Kind != ColumnKind.Ignored).ToArray();
        if (used.Length == 0)
            problems.Add($"{table.File}: no column is left to learn from beside the target '{target}'");
        var columns = used
            .Select(column => new ColumnReader(table, table.IndexOf(column), byName[column], problems).Read())
            .ToArray();
        problems.ThrowIfAny();

        var ignored = table.Header.Where(column => column != target && !used.Contains(column)).ToArray();
        return targets is null
            ? new TabularDataset(name, target, columns!, classes, labels, origin, ignored)
            : TabularDataset.OfNumbers(name, target, columns!, targets, origin, ignored);
    }

    private static Dictionary<string, ColumnRule> RulesByName(
        CsvTable table, string target, IReadOnlyList<ColumnRule> rules, ProblemList problems)
    {
        var byName = table.Header.ToDictionary(column => column, column => new ColumnRule(column));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            if (!seen.Add(rule.Name))
                problems.Add($"{table.File}: column '{rule.Name}' is described twice");
            else if (rule.Name == target)
                problems.Add($"{table.File}: column '{rule.Name}' is the target; it cannot be described as a feature");
            else if (!byName.ContainsKey(rule.Name))
                problems.Add($"{table.File}: there is no column '{rule.Name}'; there are: {ColumnList(table)}");
            else
                byName[rule.Name] = rule;
        }

        return byName;
    }

    private static string ColumnList(CsvTable table)
    {
        const int Listed = 30;
        var more = table.Header.Count > Listed ? $" and {table.Header.Count - Listed} more" : "";
        return string.Join(", ", table.Header.Take(Listed)) + more;
    }
}
