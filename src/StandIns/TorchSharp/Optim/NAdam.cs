using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam with Nesterov momentum (Dozat 2016).</summary>
public sealed class NAdam : OptimizerHelper
{
    // The base of the momentum schedule in Dozat's paper.
    private const double ScheduleBase = 0.96;

    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _eps;
    private readonly double _decay;
    private readonly double _momentumDecay;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;
    private readonly long[] _steps;
    private readonly double[] _products;

    internal NAdam(
        IEnumerable<Parameter> parameters,
        double lr,
        double beta1,
        double beta2,
        double eps,
        double weight_decay,
        double momentum_decay)
        : base(parameters, lr)
    {
        if (eps < 0) throw new ArgumentException($"Invalid eps value: {eps}");
        if (beta1 is < 0 or > 1) throw new ArgumentException($"Invalid beta1 value: {beta1}");
        if (beta2 is < 0 or > 1) throw new ArgumentException($"Invalid beta2 value: {beta2}");
        if (weight_decay < 0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        if (momentum_decay < 0) throw new ArgumentException($"Invalid momentum_decay value: {momentum_decay}");
        _beta1 = beta1;
        _beta2 = beta2;
        _eps = eps;
        _decay = weight_decay;
        _momentumDecay = momentum_decay;
        _means = NewState();
        _squares = NewState();
        _steps = new long[Count];
        _products = new double[Count];
        Array.Fill(_products, 1.0);
    }

    private protected override void Update(int index, Parameter parameter, Tensor gradient)
    {
        var step = ++_steps[index];
        var direction = Decayed(parameter, gradient, _decay);
        double momentum = Momentum(step), next = Momentum(step + 1);
        var product = _products[index] *= momentum;
        _means[index].mul_(_beta1).add_(direction, 1 - _beta1);
        var squares = _squares[index].mul_(_beta2).addcmul_(direction, direction, 1 - _beta2);
        var scale = squares.div(1 - Math.Pow(_beta2, step)).sqrt_().add_(_eps);
        parameter.addcdiv_(direction, scale, -LearningRate * (1 - momentum) / (1 - product));
        parameter.addcdiv_(_means[index], scale, -LearningRate * next / (1 - product * next));
    }

    private double Momentum(long step) => _beta1 * (1 - 0.5 * Math.Pow(ScheduleBase, step * _momentumDecay));
}
