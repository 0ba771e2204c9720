using Orchestrator.Training.Fusion;
using Orchestrator.Training.Fusion.Optimisers;

namespace Orchestrator.Training.Classifiers.Mlp;

/// <summary>
/// K networks of one shape that train together, each on its own rows and by its own settings: row counts may differ, so
/// each has its own epochs, and partial batches are weighted; narrower ones are padded to the widest. A replica that
/// stops or diverges is dropped from every block. Not thread-safe.
/// </summary>
internal sealed class MlpGroup : IDisposable
{
    private readonly FusionEngine _engine;
    private readonly int _hiddenLayers;
    private readonly List<MlpReplica> _replicas;
    private readonly DenseNetwork _network;
    private readonly DensePass _pass;
    private readonly ReplicaOptimiser _optimiser;
    private readonly double[] _rateFactors;
    private readonly Block _rows;
    private readonly Block _targets;
    private readonly Block _rowWeights;
    private readonly Block _outputWeights;
    private readonly Block _gradient;
    private readonly Block _totals;
    private readonly float[] _total;
    private readonly float[] _parameters;
    private readonly float[] _running;
    private readonly EpochProgress? _progress;

    /// <summary>A group of members of one shape.</summary>
    public MlpGroup(FusionEngine engine, IReadOnlyList<MlpMember> members, IEpochObserver? observer)
    {
        _engine = engine;
        var shape = members[0].Shape;
        _hiddenLayers = shape.Depth;
        _network = new DenseNetwork(engine, Widest(members));
        _replicas = [.. members.Select(member => new MlpReplica(member, _network.Layout))];
        for (var k = 0; k < members.Count; k++)
            _network.Initialise(k, _replicas[k].InitialParameters());
        _network.Commit();
        _optimiser = ReplicaOptimiser.For(engine, _network, [.. members.Select(member => member.Settings.Optimiser)]);
        _rateFactors = new double[members.Count];
        var batch = Block.PadRows(shape.Batch);
        var outputs = _network.Layers[^1].Layer.PaddedOutputs;
        _rows = engine.Allocate(batch, Block.PadColumns(shape.Features));
        _rowWeights = engine.Allocate(1, batch);
        _targets = engine.Allocate(batch, outputs);
        _outputWeights = engine.Allocate(batch, outputs);
        _gradient = engine.Allocate(batch, outputs);
        _totals = engine.Allocate(1, outputs);
        (_total, _parameters, _running) = (
            new float[outputs], new float[_network.Layout.Count], new float[_network.Running.Columns]);
        int[][] widths = [.. members.Select(member => member.Layers.Select(layer => layer.Outputs).ToArray())];
        _pass = new DensePass(engine, _network, batch, _rowWeights, dropout: true, widths);
        if (observer is not null)
            _progress = new EpochProgress(members.Max(member => member.Settings.MaxEpochs), observer);
    }

    /// <summary>How many replicas still train.</summary>
    public int Active => _replicas.Count;

    /// <summary>One step of every replica; returns those that have stopped.</summary>
    public IReadOnlyList<MlpReplica> Step()
    {
        StageBatch();
        _pass.Forward(_rows);
        switch (_replicas[0].Member.Loss)
        {
            case MlpLoss.Sigmoid:
                _engine.SigmoidLoss(_gradient, _pass.Output, _targets, _outputWeights, _totals, null);
                break;
            case MlpLoss.Squared:
                _engine.SquaredLoss(_gradient, _pass.Output, _targets, _outputWeights, _totals);
                break;
            default:
                _engine.SoftmaxLoss(
                    _gradient, _pass.Output, _targets, _outputWeights, _replicas[0].Member.Outputs, _totals);
                break;
        }

        _pass.Backward(_rows, _gradient, add: false);
        _optimiser.Step(_rateFactors);
        return EndEpochs();
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private static IReadOnlyList<DenseLayer> Widest(IReadOnlyList<MlpMember> members)
    {
        var layers = members.Select(member => member.Layers).ToList();
        return
        [
            .. layers[0].Select((layer, l) => layer with
            {
                Inputs = layers.Max(own => own[l].Inputs),
                Outputs = layers.Max(own => own[l].Outputs),
                Dropout = layers.Max(own => own[l].Dropout),
            }),
        ];
    }

    private void StageBatch()
    {
        for (var k = 0; k < _replicas.Count; k++)
        {
            _rateFactors[k] = _replicas[k].RateFactor;
            _replicas[k].NextBatch(
                _engine.Stage(_rows, k), _engine.Stage(_targets, k),
                _engine.Stage(_rowWeights, k), _engine.Stage(_outputWeights, k));
            for (var l = 0; l < _hiddenLayers; l++)
            {
                if (_pass.DropoutFactors(l) is { } factors)
                    _replicas[k].DropoutFactors(l, factors.Columns, _engine.Stage(factors, k));
            }
        }

        _engine.Commit(_rows);
        _engine.Commit(_targets);
        _engine.Commit(_rowWeights);
        _engine.Commit(_outputWeights);
        for (var l = 0; l < _hiddenLayers; l++)
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
            {
                _engine.Compact(survivors.ToArray());
                _optimiser.Compact(survivors);
            }
        }

        return stopped;
    }

    private bool EndEpoch(int replica)
    {
        _engine.Download(_totals, replica, _total);
        var total = _total.Sum(value => (double)value);
        _progress?.Ended(_replicas[replica], total);
        return _replicas[replica].EndEpoch(total, () => Fold(replica));
    }

    private FoldedNetwork Fold(int replica)
    {
        _engine.Download(_network.Parameters, replica, _parameters);
        _engine.Download(_network.Running, replica, _running);
        var own = _replicas[replica].Network;
        var (parameters, running) = own.Narrow(_parameters, _running);
        return new FoldedNetwork(own.Layout, parameters, running);
    }
}
