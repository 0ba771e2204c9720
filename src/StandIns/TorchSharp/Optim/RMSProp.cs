using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>RMSprop (Tieleman and Hinton 2012, lecture 6.5), optionally centred (Graves 2013, eq. 38–45).</summary>
public sealed class RMSProp : OptimizerHelper
{
    private readonly double _alpha;
    private readonly double _eps;
    private readonly double _decay;
    private readonly double _momentum;
    private readonly Tensor[] _squares;
    private readonly Tensor[]? _means;
    private readonly Tensor[]? _buffers;

    internal RMSProp(
        IEnumerable<Parameter> parameters,
        double lr,
        double alpha,
        double eps,
        double weight_decay,
        double momentum,
        bool centered)
        : base(parameters, lr)
    {
        if (eps < 0) throw new ArgumentException($"Invalid eps: {eps}");
        if (alpha < 0) throw new ArgumentException($"Invalid alpha: {alpha}");
        if (momentum < 0) throw new ArgumentException($"Invalid momentum value: {momentum}");
        if (weight_decay < 0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        _alpha = alpha;
        _eps = eps;
        _decay = weight_decay;
        _momentum = momentum;
        _squares = NewState();
        _means = centered ? NewState() : null;
        _buffers = momentum > 0 ? NewState() : null;
    }

    private protected override void Update(int index, Parameter parameter, Tensor gradient)
    {
        var direction = Decayed(parameter, gradient, _decay);
        var squares = _squares[index].mul_(_alpha).addcmul_(direction, direction, 1 - _alpha);
        if (_means is not null)
        {
            var mean = _means[index].mul_(_alpha).add_(direction, 1 - _alpha);
            squares = squares.addcmul(mean, mean, -1);
        }

        var scale = squares.sqrt().add_(_eps);
        if (_buffers is null)
        {
            parameter.addcdiv_(direction, scale, -LearningRate);
            return;
        }

        var buffer = _buffers[index].mul_(_momentum).addcdiv_(direction, scale, 1);
        parameter.add_(buffer, -LearningRate);
    }
}
