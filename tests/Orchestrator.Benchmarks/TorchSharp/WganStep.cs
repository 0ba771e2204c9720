using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Orchestrator.Benchmarks.Tensors;

/// <summary>
/// The tabular WGAN-GP step that the stand-in is measured by: critic 12-64-32-1, generator 8-32-64-12, SELU, one
/// critic and one generator step by Adam, for K replicas side by side.
/// </summary>
internal sealed class WganStep : IDisposable
{
    internal const int Batch = 64;
    internal const int Columns = 12;
    internal const int Latent = 8;

    private readonly long _replicas;
    private readonly Parameter[] _generator;
    private readonly Parameter[] _critic;
    private readonly optim.Optimizer _generatorSteps;
    private readonly optim.Optimizer _criticSteps;
    private readonly Tensor _real;

    internal WganStep(long replicas)
    {
        _replicas = replicas;
        manual_seed(1);
        _generator = Layers(Latent, 32, 64, Columns);
        _critic = Layers(Columns, 64, 32, 1);
        _generatorSteps = optim.Adam(_generator, 1e-4, 0.9, 0.999, 1e-7);
        _criticSteps = optim.Adam(_critic, 1e-4, 0.9, 0.999, 1e-7);
        _real = randn(new long[] { replicas, Batch, Columns }).tanh();
    }

    /// <summary>One step; nothing but the parameters and the optimisers' state outlives it.</summary>
    internal void Run()
    {
        using var scope = NewDisposeScope();
        var fake = Network(_generator, randn(new long[] { _replicas, Batch, Latent })).tanh();
        var apart = fake.detach();
        var mix = rand(new long[] { _replicas, Batch, 1 });
        var between = (_real + mix * (apart - _real)).requires_grad_();
        var score = Network(_critic, between).sum();
        var slope = autograd.grad([score], [between], retain_graph: true, create_graph: true)[0];
        var penalty = (slope.square().sum(2).add(1e-12).sqrt() - 1).square().mean([1]);
        var difference = Network(_critic, apart).mean([1, 2]) - Network(_critic, _real).mean([1, 2]);
        _criticSteps.zero_grad();
        (difference + penalty * 10).sum().backward();
        _criticSteps.step();
        _generatorSteps.zero_grad();
        (-Network(_critic, fake).mean([1, 2]).sum()).backward();
        _generatorSteps.step();
    }

    public void Dispose()
    {
        _generatorSteps.Dispose();
        _criticSteps.Dispose();
        _real.Dispose();
        foreach (var parameter in _generator.Concat(_critic)) parameter.Dispose();
    }

    private static Tensor Network(Parameter[] layers, Tensor x)
    {
        for (var k = 0; k < layers.Length; k += 2)
        {
            x = bmm(x, layers[k]) + layers[k + 1];
            if (k + 2 < layers.Length) x = F.selu(x);
        }

        return x;
    }

    private Parameter[] Layers(params long[] widths)
    {
        var layers = new List<Parameter>();
        for (var k = 0; k + 1 < widths.Length; k++)
        {
            var scale = Math.Sqrt(2.0 / (widths[k] + widths[k + 1]));
            layers.Add(new Parameter(randn(new long[] { _replicas, widths[k], widths[k + 1] }) * scale));
            layers.Add(new Parameter(zeros(new long[] { _replicas, 1, widths[k + 1] })));
        }

        return [.. layers];
    }
}
