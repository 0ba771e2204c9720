using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Stochastic gradient descent with momentum.</summary>
public sealed class SGD : OptimizerHelper
{
    private readonly double _momentum;
    private readonly double _dampening;
    private readonly double _decay;
    private readonly bool _nesterov;
    private readonly Tensor[] _buffers;
    private readonly bool[] _started;

    internal SGD(
        IEnumerable<Parameter> parameters,
        double lr,
        double momentum,
        double dampening,
        double weight_decay,
        bool nesterov)
        : base(parameters, lr)
    {
        if (momentum < 0.0) throw new ArgumentException($"Invalid momentum value: {momentum}");
        if (weight_decay < 0.0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
        _momentum = momentum;
        _dampening = dampening;
        _decay = weight_decay;
        _nesterov = nesterov;
        _buffers = momentum == 0 ? [] : NewState();
        _started = new bool[Count];
    }

    private protected override void Update(int index, Parameter parameter, Tensor gradient)
    {
        var direction = Decayed(parameter, gradient, _decay);
        if (_momentum != 0)
        {
            var buffer = _buffers[index];
            // The first step takes the gradient undamped.
            if (_started[index]) buffer.mul_(_momentum).add_(direction, 1 - _dampening);
            else buffer.copy_(direction);
            _started[index] = true;
            direction = _nesterov ? direction.add(buffer, _momentum) : buffer;
        }

        parameter.add_(direction, -LearningRate);
    }
}
