namespace Orchestrator.Sweeps.Specs.Reading;

/// <summary>
/// Reads the data set: a built-in name, or a file with its target and what is said of single columns.
/// </summary>
internal sealed class DatasetReader(SpecVocabulary vocabulary, ProblemList problems)
{
    private const string Field = "dataset";

    private const string FileForm = "a file is written {file: name.csv, target: column}";

    private static readonly Dictionary<string, PredictionTask> Tasks =
        Enum.GetValues<PredictionTask>().ToDictionary(task => task.ToString().ToLowerInvariant());

    private static readonly string[] FileFields = ["file", "target", "columns", "task"];

    /// <summary>The data set; null where there is anything wrong.</summary>
    public DatasetReference? Read(SpecNode node)
    {
        if (node is SpecMap map)
            return File(map);
        if (node is SpecScalar scalar && vocabulary.Datasets.Contains(scalar.Text))
            return new DatasetReference.BuiltIn(scalar.Text);
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, vocabulary.Datasets) : null;
        var names = $"the data sets are {string.Join(", ", vocabulary.Datasets)}; {FileForm}";
        problems.Add(node, Field, "is not a built-in data set", names, nearest);
        return null;
    }

    private DatasetReference.CsvFile? File(SpecMap map)
    {
        var before = problems.Count;
        var fields = new FieldSet(map, Field, FileFields, problems);
        var file = Text(fields.Require("file", FileForm), fields.PathOf("file"));
        var target = Text(fields.Require("target", FileForm), fields.PathOf("target"));
        var columns = fields["columns"] is { } node
            ? new ColumnsReader(problems).Read(node, fields.PathOf("columns"), target)
            : [];
        var task = fields["task"] is { } taskNode ? Task(taskNode, fields.PathOf("task")) : default;
        return problems.Count == before
            ? new DatasetReference.CsvFile(file!, target!, columns) { Task = task }
            : null;
    }

    private PredictionTask Task(SpecNode node, string path)
    {
        if (node is SpecScalar scalar && Tasks.TryGetValue(scalar.Text, out var task))
            return task;
        var nearest = node is SpecScalar word ? NearestName.Of(word.Text, Tasks.Keys) : null;
        problems.Add(node, path, "is not a task", $"the tasks are {string.Join(", ", Tasks.Keys)}", nearest);
        return default;
    }

    private string? Text(SpecNode? node, string path)
    {
        if (node is SpecScalar { IsNull: false, Text.Length: > 0 } scalar && !scalar.Text.Any(char.IsControl))
            return scalar.Text;
        if (node is not null)
            problems.Add(node, path, "is not a name", FileForm);
        return null;
    }
}
