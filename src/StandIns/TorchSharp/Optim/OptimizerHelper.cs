using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimisers share: the parameters, the learning rate and the loop over gradients.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly Parameter[] _parameters;
    private readonly List<Tensor> _state = [];
    private readonly Rate _rate;

    private protected OptimizerHelper(IEnumerable<Parameter> parameters, double rate)
    {
        if (rate < 0.0) throw new ArgumentException($"Invalid learning rate: {rate}");
        _parameters = [.. parameters];
        _rate = new Rate { LearningRate = rate, InitialLearningRate = rate };
    }

    /// <inheritdoc/>
    public override IEnumerable<optim.ILearningRateController> ParamGroups => [_rate];

    private protected double LearningRate => _rate.LearningRate;

    private protected int Count => _parameters.Length;

    /// <inheritdoc/>
    public override IEnumerable<Parameter> parameters() => _parameters;

    /// <inheritdoc/>
    public override void zero_grad()
    {
        foreach (var parameter in _parameters)
        {
            using var gradient = parameter.grad;
            gradient?.zero_();
        }
    }

    /// <inheritdoc/>
    public override Tensor? step(Func<Tensor>? closure = null)
    {
        Tensor? loss = null;
        if (closure is not null)
        {
            using (enable_grad()) loss = closure();
        }

        using (no_grad())
        using (NewDisposeScope())
        {
            for (var k = 0; k < _parameters.Length; k++)
            {
                if (_parameters[k].grad is { } gradient) Update(k, _parameters[k], gradient);
            }
        }

        return loss;
    }

    /// <summary>Changes one parameter by its gradient; tensors made here are freed after the step.</summary>
    private protected abstract void Update(int index, Parameter parameter, Tensor gradient);

    private protected static Tensor Decayed(Parameter parameter, Tensor gradient, double decay) =>
        decay == 0 ? gradient : gradient.add(parameter, decay);

    /// <summary>One tensor per parameter, of its shape, kept until the optimiser is disposed.</summary>
    private protected Tensor[] NewState(double value = 0)
    {
        var tensors = Array.ConvertAll(_parameters, p => full_like(p, value).DetachFromDisposeScope());
        _state.AddRange(tensors);
        return tensors;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (var tensor in _state) tensor.Dispose();
    }

    private sealed class Rate : optim.ILearningRateController
    {
        public double LearningRate { get; set; }

        public double InitialLearningRate { get; set; }
    }
}
