using Orchestrator.Coordinator.Endpoints.Rpc;
using Orchestrator.Journal.Contracts;
using Orchestrator.Sweeps.Specs;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Datasets.Bytes;

namespace Orchestrator.Host.Services;

/// <summary>
/// Admits data sets: built-in ones by their name, uploaded ones by the blob that holds their bytes. A blob is read and
/// checked once; the newest few stay at hand.
/// </summary>
internal sealed class DatasetGate(IBlobStore blobs) : IDatasetGate, IDisposable
{
    private const int MostKept = 4;
    private const int MostBytes = 256 * 1024 * 1024;

    // One at a time: a large data set fills a good part of the memory while it is read.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<TabularDataset> _kept = [];

    /// <inheritdoc/>
    public async Task<Digest> AdmitAsync(SweepSpec spec, Digest? uploaded, CancellationToken cancellation)
    {
        var dataset = spec.Dataset switch
        {
            DatasetReference.BuiltIn builtIn => BuiltIn(builtIn.Name, uploaded),
            DatasetReference.CsvFile file => await UploadedAsync(file, uploaded, cancellation),
            _ => throw Refused($"dataset: {spec.Dataset} is of no kind that this version knows"),
        };
        try
        {
            DatasetChecks.Require(dataset, spec);
        }
        catch (DatasetException unfit)
        {
            throw new SubmissionRefusedException("spec_text", unfit.Problems);
        }

        return dataset.ContentHash;
    }

    public void Dispose() => _turn.Dispose();

    private static TabularDataset BuiltIn(string name, Digest? uploaded)
    {
        var dataset = DatasetCatalog.Find(name) ?? throw Refused(
            $"dataset: there is no built-in data set '{name}'; there are: {string.Join(", ", DatasetCatalog.Names)}");
        return uploaded is null || uploaded == dataset.ContentHash ? dataset : throw Refused(
            $"dataset_hash: {uploaded} is not allowed; the spec names the built-in data set '{name}', whose hash is "
            + $"{dataset.ContentHash}");
    }

    private async Task<TabularDataset> UploadedAsync(
        DatasetReference.CsvFile file, Digest? uploaded, CancellationToken cancellation)
    {
        if (uploaded is not { } hash)
        {
            throw Refused($"dataset_hash: nothing is not allowed; the spec names the file {file.Path}, so its bytes "
                + "are to be put as a blob and named by their SHA-256");
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            var dataset = _kept.Find(kept => kept.ContentHash == hash) ?? await ReadAsync(file, hash, cancellation);
            _kept.Remove(dataset);
            _kept.Add(dataset);
            if (_kept.Count > MostKept)
                _kept.RemoveAt(0);
            if (dataset.Target != file.Target)
            {
                throw Refused(
                    $"dataset_hash: the data set {hash} has the target '{dataset.Target}', the spec '{file.Target}'");
            }

            return dataset.IsRegression == (file.Task == PredictionTask.Regression) ? dataset : throw Refused(
                $"dataset_hash: the target of the data set {hash} is a {(dataset.IsRegression ? "number" : "class")}; "
                + $"the spec's task is {file.Task.ToString().ToLowerInvariant()}");
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<TabularDataset> ReadAsync(
        DatasetReference.CsvFile file, Digest hash, CancellationToken cancellation)
    {
        await using var content = await blobs.OpenAsync(hash, cancellation) ?? throw Refused(
            $"dataset_hash: there is no blob {hash}; PutBlob stores one");
        if (content.Length > MostBytes)
            throw Refused($"dataset_hash: the blob has {content.Length} bytes; a data set has at most {MostBytes}");
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, cancellation);
        try
        {
            return DatasetBytes.Read(bytes, Path.GetFileNameWithoutExtension(file.Path));
        }
        catch (DatasetException none)
        {
            throw new SubmissionRefusedException("dataset_hash", none.Problems);
        }
    }

    private static SubmissionRefusedException Refused(string problem) =>
        new(problem.StartsWith("dataset_hash", StringComparison.Ordinal) ? "dataset_hash" : "spec_text", problem);
}
