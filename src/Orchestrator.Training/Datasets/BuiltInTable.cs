using Orchestrator.Training.Datasets.Csv;

namespace Orchestrator.Training.Datasets;

/// <summary>A data set that is embedded as a CSV file.</summary>
/// <param name="Name">Its name, which is also the file's.</param>
/// <param name="Target">The column of the classes.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Rules">What is known of its columns, in the order of the features.</param>
internal sealed record BuiltInTable(
    string Name, string Target, DatasetOrigin Origin, IReadOnlyList<ColumnRule> Rules)
{
    public TabularDataset Load()
    {
        var resource = $"datasets/{Name}.csv";
        using var stream = typeof(BuiltInTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The resource {resource} is not embedded.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var table = CsvTableReader.Read(content.ToArray(), $"{Name}.csv");
        return DatasetReader.Read(table, Name, Target, Rules, ruleOrder: true, Origin);
    }
}
