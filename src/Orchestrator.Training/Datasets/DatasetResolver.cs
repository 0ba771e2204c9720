using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets.Csv;

namespace Orchestrator.Training.Datasets;

/// <summary>Finds and reads the data set that a spec refers to.</summary>
public static class DatasetResolver
{
    /// <summary>The data set of <paramref name="reference"/>.</summary>
    /// <param name="reference">A built-in name or a CSV file.</param>
    /// <param name="baseFolder">The folder that relative paths start from: that of the spec.</param>
    /// <exception cref="DatasetException">There is no such data set, or the file cannot be used.</exception>
    public static TabularDataset Resolve(DatasetReference reference, string baseFolder) => reference switch
    {
        DatasetReference.BuiltIn builtIn => DatasetCatalog.Load(builtIn.Name),
        DatasetReference.CsvFile file => ReadFile(file, baseFolder),
        _ => throw new ArgumentException($"A data set cannot be resolved from {reference}.", nameof(reference)),
    };

    private static TabularDataset ReadFile(DatasetReference.CsvFile file, string baseFolder)
    {
        var table = CsvTableReader.ReadFile(Path.GetFullPath(Path.Combine(baseFolder, file.Path)), file.Path);
        var problems = new ProblemList();
        var rules = file.Columns.Select(column => Rule(table.File, column, problems)).ToArray();
        problems.ThrowIfAny();
        var origin = new DatasetOrigin(file.Path, "not stated", "The user's own file.");
        return DatasetReader.Read(
            table, Path.GetFileNameWithoutExtension(file.Path), file.Target, rules, ruleOrder: false, origin,
            file.Task);
    }

    private static ColumnRule Rule(string file, ColumnOverride column, ProblemList problems)
    {
        var place = $"{file}: column '{column.Name}'";
        Scaling? scaling = null;
        if (column.Scaling is { } scalingWord)
        {
            if (PreparationWords.TryRead(scalingWord, out Scaling read))
                scaling = read;
            else
                problems.Add($"{place}: scaling '{scalingWord}'; allowed: {List(PreparationWords.ScalingWords)}");
        }

        Imputation? imputation = null;
        if (column.Imputation is { } imputationWord)
        {
            var allowed = PreparationWords.ImputationWords(column.Kind);
            if (PreparationWords.TryRead(imputationWord, out Imputation read) && allowed.Contains(imputationWord))
                imputation = read;
            else
            {
                problems.Add(
                    $"{place}: imputation '{imputationWord}'; allowed if {Word(column.Kind)}: {List(allowed)}");
            }
        }

        return new ColumnRule(column.Name, column.Kind) { Scaling = scaling, Imputation = imputation };
    }

    private static string Word(ColumnKind kind) => kind.ToString().ToLowerInvariant();

    private static string List(IReadOnlyList<string> words) => words.Count == 0 ? "nothing" : string.Join(", ", words);
}
