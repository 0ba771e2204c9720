using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Sweeps.Trials;
using Orchestrator.Training.Datasets;
using Orchestrator.Training.Datasets.Bytes;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Tests.Services;

public sealed class HostServicesTests
{
    private const string OfIris = "dataset: iris";
    private const string OfFile = "dataset: {file: mine.csv, target: species}";

    [Fact]
    public async Task Catalog_names_what_a_spec_may_name()
    {
        await using var host = await RpcHost.StartAsync();
        var catalog = new Wire.Catalog.CatalogClient(host.Channel);
        var datasets = (await catalog.ListDatasetsAsync(new())).Datasets;
        Assert.Equal(DatasetCatalog.Names, datasets.Select(dataset => dataset.Name));
        var iris = datasets.Single(dataset => dataset.Name == "iris");
        Assert.Equal((150, 4, 3), (iris.Rows, iris.Columns, iris.Classes.Count));
        Assert.Equal(DatasetCatalog.Load("iris").ContentHash.ToBytes(), iris.ContentHash.ToByteArray());
        Assert.Equal(GeneratorAlgorithms.All.Select(a => a.Name),
            (await catalog.ListGeneratorsAsync(new())).Algorithms.Select(a => a.Name));
        Assert.Equal(ModelAlgorithms.All.Select(a => a.Name),
            (await catalog.ListModelsAsync(new())).Algorithms.Select(a => a.Name));
    }

    [Fact]
    public async Task Built_in_data_set_is_known_by_its_name_and_only_by_its_own_hash()
    {
        await using var host = await RpcHost.StartAsync();
        var sweeps = new Wire.Sweeps.SweepsClient(host.Channel);
        var hash = DatasetCatalog.Load("iris").ContentHash.ToBytes();
        var reply = await sweeps.SubmitAsync(new() { SpecText = Spec(OfIris) });
        Assert.Equal(hash, reply.Sweep.DatasetHash.ToByteArray());
        var named = await sweeps.SubmitAsync(
            new() { SpecText = Spec(OfIris), DatasetHash = ByteString.CopyFrom(hash) });
        Assert.Equal(reply.Sweep.Id, named.Sweep.Id);
        await RefusedAsync(sweeps, "dataset_hash", Spec(OfIris), new byte[32]);
    }

    [Fact]
    public async Task Rows_that_do_not_suffice_are_refused()
    {
        await using var host = await RpcHost.StartAsync();
        var sweeps = new Wire.Sweeps.SweepsClient(host.Channel);
        await RefusedAsync(sweeps, "fraction 0.001", Spec(OfIris).Replace("[0.5]", "[0.001]"), []);
    }

    [Fact]
    public async Task Uploaded_data_set_is_read_from_its_blob()
    {
        await using var host = await RpcHost.StartAsync();
        var sweeps = new Wire.Sweeps.SweepsClient(host.Channel);
        var target = DatasetCatalog.Load("iris").Target;
        var spec = Spec(OfFile.Replace("species", target));
        var bytes = DatasetBytes.Write(DatasetCatalog.Load("iris"));
        var hash = Digest.Of(bytes);
        await RefusedAsync(sweeps, "dataset_hash: nothing", spec, []);
        await RefusedAsync(sweeps, "dataset_hash: there is no blob", spec, hash.ToBytes());
        await host.Blobs.PutAsync(hash, new MemoryStream(bytes), CancellationToken.None);
        for (var times = 0; times < 2; times++)
        {
            var reply = await sweeps.SubmitAsync(
                new() { SpecText = spec, DatasetHash = ByteString.CopyFrom(hash.ToBytes()) });
            Assert.Equal(hash.ToBytes(), reply.Sweep.DatasetHash.ToByteArray());
        }

        await RefusedAsync(sweeps, "has the target", Spec(OfFile.Replace("species", "other")), hash.ToBytes());
    }

    [Fact]
    public async Task Uploaded_bytes_that_are_no_data_set_are_refused()
    {
        await using var host = await RpcHost.StartAsync();
        var sweeps = new Wire.Sweeps.SweepsClient(host.Channel);
        var hash = Digest.Of("sepal,species\n1,a\n"u8);
        await host.Blobs.PutAsync(hash, new MemoryStream("sepal,species\n1,a\n"u8.ToArray()), CancellationToken.None);
        await RefusedAsync(sweeps, "", Spec(OfFile), hash.ToBytes());
    }

    [Fact]
    public async Task Report_is_the_export_of_the_results()
    {
        await using var host = await RpcHost.StartAsync();
        var sweeps = new Wire.Sweeps.SweepsClient(host.Channel);
        var id = (await sweeps.SubmitAsync(new() { SpecText = Spec(OfIris) })).Sweep.Id;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var worker = EagerWorker.RunAsync(new Wire.Workers.WorkersClient(host.Channel), "w", 2, stop.Token);
        using var watch = sweeps.Watch(new() { Sweep = id }, deadline: DateTime.UtcNow.AddSeconds(60));
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
        {
        }

        var csv = await sweeps.GetReportAsync(new() { Sweep = id, Format = Wire.ReportFormat.Csv });
        Assert.Equal(("text/csv; charset=utf-8", 4L, 4L), (csv.MediaType, csv.CompletedTrials, csv.TotalTrials));
        Assert.Equal(5, csv.Content.TrimEnd().Split('\n').Length);
        var json = await sweeps.GetReportAsync(new() { Sweep = id, Format = Wire.ReportFormat.Json });
        Assert.StartsWith("[\n{", json.Content, StringComparison.Ordinal);
        var text = await sweeps.GetReportAsync(new() { Sweep = id });
        Assert.Contains("4 of 4 trials completed", text.Content, StringComparison.Ordinal);
        await stop.CancelAsync();
        await worker;
    }

    [Theory]
    [InlineData(Wire.ReportFormat.Html, "text/html", "<!DOCTYPE html>")]
    [InlineData(Wire.ReportFormat.Markdown, "text/markdown", "# Does synthetic data help? small, boosted\n")]
    [InlineData(Wire.ReportFormat.AnswerJson, "application/json", "{\"formatVersion\":1,")]
    [InlineData(Wire.ReportFormat.AnswerCsv, "text/csv", "sweep,name,dataset,")]
    [InlineData(Wire.ReportFormat.AnswerText, "text/plain", "Does synthetic data help? small, boosted\n")]
    public async Task Answer_of_several_sweeps_is_rendered_in_each_format(
        Wire.ReportFormat format, string media, string start)
    {
        await using var host = await RpcHost.StartAsync();
        var sweeps = new Wire.Sweeps.SweepsClient(host.Channel);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var first = (await sweeps.SubmitAsync(new() { SpecText = Spec(OfIris) })).Sweep.Id;
        var ask = new Wire.GetReportRequest { Sweep = first, Format = format };
        var early = await Assert.ThrowsAsync<RpcException>(() => sweeps.GetReportAsync(ask).ResponseAsync);
        Assert.Equal(StatusCode.FailedPrecondition, early.StatusCode);
        Assert.Contains("small", early.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("no results yet", early.Status.Detail, StringComparison.Ordinal);

        var boosted = Spec(OfIris).Replace("[0]", "[0, 1]\ngenerators: dcgan").Replace("name: small", "name: boosted");
        var second = (await sweeps.SubmitAsync(new() { SpecText = boosted })).Sweep.Id;
        var worker = EagerWorker.RunAsync(new Wire.Workers.WorkersClient(host.Channel), "w", 2, stop.Token);
        foreach (var id in new[] { first, second })
        {
            using var watch = sweeps.Watch(new() { Sweep = id }, deadline: DateTime.UtcNow.AddSeconds(60));
            while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        }

        ask.MoreSweeps.Add(second);
        var report = await sweeps.GetReportAsync(ask);
        Assert.Equal(($"{media}; charset=utf-8", 12L, 12L),
            (report.MediaType, report.CompletedTrials, report.TotalTrials));
        Assert.StartsWith(start, report.Content, StringComparison.Ordinal);
        await stop.CancelAsync();
        await worker;
    }

    private static string Spec(string dataset) => $"""
        name: small
        {dataset}
        fractions: [0.5]
        boosts: [0]
        models: [majority, knn]
        seeds: 2
        """;

    private static async Task RefusedAsync(Wire.Sweeps.SweepsClient sweeps, string says, string spec, byte[] hash)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => sweeps.SubmitAsync(
            new() { SpecText = spec, DatasetHash = ByteString.CopyFrom(hash) }).ResponseAsync);
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains(says, refused.Status.Detail, StringComparison.Ordinal);
    }
}
