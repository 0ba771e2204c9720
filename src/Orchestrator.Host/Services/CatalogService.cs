using Google.Protobuf;
using Grpc.Core;
using Orchestrator.Protocol;
using Orchestrator.Sweeps.Catalog;
using Orchestrator.Training.Datasets;
using Wire = Orchestrator.Protocol.V1;

namespace Orchestrator.Host.Services;

/// <summary>The service <c>orchestrator.v1.Catalog</c>: what a spec may name. The same on every node.</summary>
internal sealed class CatalogService : Wire.Catalog.CatalogBase
{
    public override Task<Wire.ListDatasetsReply> ListDatasets(
        Wire.ListDatasetsRequest request, ServerCallContext context) => Task.FromResult(
            new Wire.ListDatasetsReply { Datasets = { DatasetCatalog.Names.Select(DatasetCatalog.Load).Select(Of) } });

    public override Task<Wire.ListAlgorithmsReply> ListGenerators(
        Wire.ListGeneratorsRequest request, ServerCallContext context) => Task.FromResult(
            new Wire.ListAlgorithmsReply { Algorithms = { GeneratorAlgorithms.All.Select(AlgorithmMapper.ToWire) } });

    public override Task<Wire.ListAlgorithmsReply> ListModels(
        Wire.ListModelsRequest request, ServerCallContext context) => Task.FromResult(
            new Wire.ListAlgorithmsReply { Algorithms = { ModelAlgorithms.All.Select(AlgorithmMapper.ToWire) } });

    private static Wire.Dataset Of(TabularDataset dataset) => new()
    {
        Name = dataset.Name,
        Rows = dataset.Rows,
        Columns = dataset.Columns.Count,
        Classes = { dataset.Classes },
        Target = dataset.Target,
        ContentHash = ByteString.CopyFrom(dataset.ContentHash.ToBytes()),
        Source = dataset.Origin.Source,
        Licence = dataset.Origin.Licence,
    };
}
