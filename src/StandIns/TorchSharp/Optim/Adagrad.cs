using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adagrad (Duchi et al. 2011).</summary>
public sealed class Adagrad : OptimizerHelper
{
    private readonly double _rateDecay;
    private readonly double _decay;
    private readonly double _eps;
    private readonly Tensor[] _sums;
    private readonly long[] _steps;

    internal Adagrad(
        IEnumerable<Parameter> parameters,
        double lr,
        double lr_decay,
        double weight_decay,
        double initial_accumulator_value,
        double eps)
        : base(parameters, lr)
    {
        if (eps < 0) throw new ArgumentException($"Invalid eps: {eps}");
        if (lr_decay < 0) throw new ArgumentException($"Invalid lr_decay value: {lr_decay}");
        if (weight_decay < 0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        if (initial_accumulator_value < 0)
            throw new ArgumentException($"Invalid initial_accumulator_value: {initial_accumulator_value}");
        _rateDecay = lr_decay;
        _decay = weight_decay;
        _eps = eps;
        _sums = NewState(initial_accumulator_value);
        _steps = new long[Count];
    }

    private protected override void Update(int index, Parameter parameter, Tensor gradient)
    {
        var direction = Decayed(parameter, gradient, _decay);
        var rate = LearningRate / (1 + _steps[index]++ * _rateDecay);
        var sum = _sums[index].addcmul_(direction, direction, 1);
        parameter.addcdiv_(direction, sum.sqrt().add_(_eps), -rate);
    }
}
