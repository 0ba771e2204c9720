using Orchestrator.Sweeps.BuiltIn;
using Orchestrator.Sweeps.Planning;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Training.Datasets;

namespace Orchestrator.Host.Composition;

/// <summary>Reads sweeps: built-in ones by name, others from a file.</summary>
internal static class SweepLoader
{
    /// <summary>
    /// The sweeps called <paramref name="source"/>, a file where there is one, or a built-in sweep: one for each of its
    /// data sets.
    /// </summary>
    /// <param name="source">The file or the name.</param>
    /// <param name="datasets">
    /// The folder that files of data are named relative to; null: that of the sweep's file, or the current one.
    /// </param>
    /// <exception cref="BadInputException">There is neither, or the spec has problems.</exception>
    /// <exception cref="DatasetException">A data set that it names cannot be used.</exception>
    public static IReadOnlyList<LoadedSweep> LoadAll(string source, string? datasets = null)
    {
        if (File.Exists(source))
            return ReadAll(ReadText(source), source, Path.GetFullPath(source), datasets);
        if (BuiltInSweeps.Find(source) is { } builtIn)
            return ReadAll(builtIn.Text, $"{builtIn.Name}.yaml", null, datasets);
        var names = string.Join(", ", BuiltInSweeps.List().Select(s => s.Name));
        throw new BadInputException($"'{source}' is neither a file nor a built-in sweep; built in are: {names}");
    }

    /// <summary>The one sweep called <paramref name="source"/>.</summary>
    /// <inheritdoc cref="LoadAll"/>
    public static LoadedSweep Load(string source, string? datasets = null) => LoadAll(source, datasets) is [var only]
        ? only
        : throw new BadInputException($"'{source}' has several data sets; one is needed here");

    /// <summary>Reads a spec's text.</summary>
    /// <exception cref="BadInputException">The spec has problems.</exception>
    public static SweepSpec ReadSpec(string text, string fileName) => ReadRight(text, fileName).Spec!;

    private static SpecReadResult ReadRight(string text, string fileName)
    {
        var read = SpecReader.Read(text, fileName, DatasetCatalog.Vocabulary);
        return read.IsValid ? read : throw new BadInputException([.. read.Problems.Select(p => p.ToString())]);
    }

    // Problems that all parts share are told once.
    private static IReadOnlyList<LoadedSweep> ReadAll(string text, string fileName, string? path, string? datasets)
    {
        var parts = SpecParts.Of(text);
        var problems = parts.SelectMany(part => SpecReader.Read(part, fileName, DatasetCatalog.Vocabulary).Problems)
            .Select(problem => problem.ToString()).Distinct().ToList();
        if (problems.Count > 0)
            throw new BadInputException(problems);
        return [.. parts.Select(part => Read(part, fileName, path, datasets))];
    }

    private static LoadedSweep Read(string text, string fileName, string? path, string? datasets)
    {
        var read = ReadRight(text, fileName);
        var spec = read.Spec!;
        var folder = datasets ?? (path is null ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(path)!);
        var dataset = DatasetResolver.Resolve(spec.Dataset, Path.GetFullPath(folder));
        DatasetChecks.Require(dataset, spec);
        return new LoadedSweep(new SweepPlan(new SweepDefinition(spec, text, dataset.ContentHash)), dataset, path)
        {
            Warnings = [.. read.Warnings, .. DatasetChecks.Warnings(dataset, spec).Select(read.Locate)],
        };
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
