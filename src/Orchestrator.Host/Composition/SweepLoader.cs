using Orchestrator.Sweeps.BuiltIn;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Host.Composition;

/// <summary>Reads sweeps: built-in ones by name, others from a file.</summary>
internal static class SweepLoader
{
    /// <summary>The sweep called <paramref name="source"/>: a file where there is one, or a built-in sweep.</summary>
    /// <exception cref="BadInputException">There is neither, or the spec has problems.</exception>
    /// <exception cref="DatasetException">The data set that it names cannot be used.</exception>
    public static LoadedSweep Load(string source)
    {
        if (File.Exists(source))
        {
            var path = Path.GetFullPath(source);
            return Read(ReadText(source), source, path, Path.GetDirectoryName(path)!);
        }

        if (BuiltInSweeps.Find(source) is { } builtIn)
            return Load(builtIn, Directory.GetCurrentDirectory());
        var names = string.Join(", ", BuiltInSweeps.List().Select(s => s.Name));
        throw new BadInputException($"'{source}' is neither a file nor a built-in sweep; built in are: {names}");
    }

    /// <summary>A built-in sweep whose files, if it reads any, are in <paramref name="folder"/>.</summary>
    /// <exception cref="DatasetException">The data set that it names cannot be used.</exception>
    public static LoadedSweep Load(BuiltInSweep builtIn, string folder) =>
        Read(builtIn.Text, $"{builtIn.Name}.yaml", null, folder);

    /// <summary>Reads a spec's text.</summary>
    /// <exception cref="BadInputException">The spec has problems.</exception>
    public static SweepSpec ReadSpec(string text, string fileName)
    {
        var read = SpecReader.Read(text, fileName, DatasetCatalog.Vocabulary);
        return read.IsValid ? read.Spec : throw new BadInputException([.. read.Problems.Select(p => p.ToString())]);
    }

    private static LoadedSweep Read(string text, string fileName, string? path, string folder)
    {
        var spec = ReadSpec(text, fileName);
        var dataset = DatasetResolver.Resolve(spec.Dataset, folder);
        DatasetChecks.Require(dataset, spec.Split, spec.Fractions);
        return new LoadedSweep(new SweepPlan(new SweepDefinition(spec, text, dataset.ContentHash)), dataset, path);
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path} cannot be read: {refused.Message}");
        }
    }
}
