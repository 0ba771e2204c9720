using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Adam (Kingma and Ba 2015, algorithm 1), optionally AMSGrad (Reddi et al. 2018).</summary>
public sealed class Adam : OptimizerHelper
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _eps;
    private readonly double _decay;
    private readonly Tensor[] _means;
    private readonly Tensor[] _squares;
    private readonly Tensor[]? _largest;
    private readonly long[] _steps;

    internal Adam(
        IEnumerable<Parameter> parameters,
        double lr,
        double beta1,
        double beta2,
        double eps,
        double weight_decay,
        bool amsgrad)
        : base(parameters, lr)
    {
        if (eps < 0) throw new ArgumentException($"Invalid eps: {eps}");
        if (beta1 is < 0 or >= 1) throw new ArgumentException($"Invalid beta1: {beta1}");
        if (beta2 is < 0 or >= 1) throw new ArgumentException($"Invalid beta2: {beta2}");
        if (weight_decay < 0) throw new ArgumentException($"Invalid weight_decay value: {weight_decay}");
        _beta1 = beta1;
        _beta2 = beta2;
        _eps = eps;
        _decay = weight_decay;
        _means = NewState();
        _squares = NewState();
        _largest = amsgrad ? NewState() : null;
        _steps = new long[Count];
    }

    private protected override void Update(int index, Parameter parameter, Tensor gradient)
    {
        var step = ++_steps[index];
        var direction = Decayed(parameter, gradient, _decay);
        _means[index].mul_(_beta1).add_(direction, 1 - _beta1);
        var squares = _squares[index].mul_(_beta2).addcmul_(direction, direction, 1 - _beta2);
        if (_largest is not null)
        {
            squares = _largest[index].copy_(_largest[index].maximum(squares));
        }

        var scale = squares.sqrt().div_(Math.Sqrt(1 - Math.Pow(_beta2, step))).add_(_eps);
        parameter.addcdiv_(_means[index], scale, -LearningRate / (1 - Math.Pow(_beta1, step)));
    }
}
