using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Training.Tests.Datasets;

/// <summary>A folder of its own for the CSV files of one test.</summary>
internal sealed class CsvFolder : IDisposable
{
    public const string File = "data.csv";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orchestrator-csv-");

    public string Path => _folder.FullName;

    public TabularDataset Read(string content, string target = "y", params ColumnOverride[] columns)
    {
        System.IO.File.WriteAllText(System.IO.Path.Combine(Path, File), content);
        return Resolve(target, columns);
    }

    public TabularDataset Read(byte[] content)
    {
        System.IO.File.WriteAllBytes(System.IO.Path.Combine(Path, File), content);
        return Resolve("y");
    }

    public TabularDataset Resolve(string target, params ColumnOverride[] columns) =>
        DatasetResolver.Resolve(new DatasetReference.CsvFile(File, target, columns), Path);

    /// <summary>Reads a file whose target is a number.</summary>
    public TabularDataset ReadNumbers(string content, string target = "y")
    {
        System.IO.File.WriteAllText(System.IO.Path.Combine(Path, File), content);
        var reference = new DatasetReference.CsvFile(File, target, []) { Task = PredictionTask.Regression };
        return DatasetResolver.Resolve(reference, Path);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
