using Orchestrator.Training.Fusion;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>
/// K networks that train together, each on its own rows: row counts may differ, so each has its own epochs, and partial
/// batches are weighted. A replica that stops is dropped from every block. Not thread-safe.
/// </summary>
internal sealed class MlpGroup : IDisposable
{
    private readonly FusionEngine _engine;
    private readonly MlpSettings _settings;
    private readonly List<MlpReplica> _replicas;
    private readonly DenseNetwork _network;
    private readonly DensePass _pass;
    private readonly AdamOptimiser _adam;
    private readonly Block _rows;
    private readonly Block _targets;
    private readonly Block _rowWeights;
    private readonly Block _logitWeights;
    private readonly Block _gradient;
    private readonly EpochProgress? _progress;

    /// <summary>A group of tasks with one number of features and of classes.</summary>
    public MlpGroup(
        FusionEngine engine, IReadOnlyList<(int Place, ClassifierFitTask Work)> tasks, MlpSettings settings,
        IEpochObserver? observer)
    {
        (_engine, _settings) = (engine, settings);
        _replicas = [.. tasks.Select(task => new MlpReplica(task.Place, task.Work, settings))];
        var first = tasks[0].Work;
        _network = new DenseNetwork(engine, settings.Layers(first.Features.Columns, first.ClassCount));
        for (var k = 0; k < tasks.Count; k++)
        {
            var start = InitialWeights.Draw(_network.Layout, WeightInitialiser.HeNormal, tasks[k].Work.Key.Value, 0);
            _network.Initialise(k, start);
        }

        _network.Commit();
        _adam = new AdamOptimiser(engine, _network, settings.Adam);
        var batch = Block.PadRows(settings.Batch);
        var outputs = _network.Layers[^1].Layer.PaddedOutputs;
        _rows = engine.Allocate(batch, Block.PadColumns(first.Features.Columns));
        _rowWeights = engine.Allocate(1, batch);
        _targets = engine.Allocate(batch, outputs);
        _logitWeights = engine.Allocate(batch, outputs);
        _gradient = engine.Allocate(batch, outputs);
        _pass = new DensePass(engine, _network, batch, _rowWeights, dropout: true);
        _progress = observer is null ? null : new EpochProgress(engine, outputs, settings.MaxEpochs, observer);
    }

    /// <summary>How many replicas still train.</summary>
    public int Active => _replicas.Count;

    /// <summary>One step of every replica; returns those that have stopped.</summary>
    public IReadOnlyList<MlpReplica> Step()
    {
        StageBatch();
        _pass.Forward(_rows);
        if (_replicas[0].ClassCount == 2)
            _engine.SigmoidLoss(_gradient, _pass.Output, _targets, _logitWeights, _progress?.Totals, null);
        else
        {
            _engine.SoftmaxLoss(
                _gradient, _pass.Output, _targets, _logitWeights, _replicas[0].ClassCount, _progress?.Totals);
        }

        _pass.Backward(_rows, _gradient, add: false);
        _adam.Step();
        return EndEpochs();
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private void StageBatch()
    {
        for (var k = 0; k < _replicas.Count; k++)
        {
            _replicas[k].NextBatch(
                _engine.Stage(_rows, k), _engine.Stage(_targets, k),
                _engine.Stage(_rowWeights, k), _engine.Stage(_logitWeights, k));
            for (var l = 0; l < _settings.HiddenLayers; l++)
            {
                if (_pass.DropoutFactors(l) is { } factors)
                    _replicas[k].DropoutFactors(l, _engine.Stage(factors, k));
            }
        }

        _engine.Commit(_rows);
        _engine.Commit(_targets);
        _engine.Commit(_rowWeights);
        _engine.Commit(_logitWeights);
        for (var l = 0; l < _settings.HiddenLayers; l++)
        {
            if (_pass.DropoutFactors(l) is { } factors)
                _engine.Commit(factors);
        }
    }

    private List<MlpReplica> EndEpochs()
    {
        var (stopped, survivors) = (new List<MlpReplica>(), new List<int>());
        for (var k = 0; k < _replicas.Count; k++)
        {
            if (_replicas[k].EndStep() && !EndEpoch(k))
                stopped.Add(_replicas[k]);
            else
                survivors.Add(k);
        }

        _progress?.Report();
        if (stopped.Count > 0)
        {
            _replicas.RemoveAll(stopped.Contains);
            if (_replicas.Count > 0)
                _engine.Compact(survivors.ToArray());
        }

        return stopped;
    }

    private bool EndEpoch(int replica)
    {
        _progress?.Ended(_replicas[replica], replica);
        return _replicas[replica].EndEpoch(Fold(replica));
    }

    private FoldedNetwork Fold(int replica)
    {
        var parameters = new float[_network.Layout.Count];
        var running = new float[_network.Running.Columns];
        _engine.Download(_network.Parameters, replica, parameters);
        _engine.Download(_network.Running, replica, running);
        return new FoldedNetwork(_network.Layout, parameters, running);
    }
}
