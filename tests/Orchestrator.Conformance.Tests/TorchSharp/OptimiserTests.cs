using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class OptimiserTests : IDisposable
{
    private const int Steps = 6;

    private static readonly double[] Start = [1.0, -2.0, 0.5];
    private static readonly double[] Curvature = [0.5, 2.0, 3.0];

    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(0.0, 0.0, 0.0, false)]
    [InlineData(0.9, 0.0, 0.0, false)]
    [InlineData(0.9, 0.3, 0.1, false)]
    [InlineData(0.8, 0.0, 0.1, true)]
    public void Sgd_follows_its_formula(double momentum, double dampening, double decay, bool nesterov) =>
        Follows(
            p => optim.SGD(p, 0.05, momentum, dampening, decay, nesterov),
            () => ScalarOptimisers.Sgd(0.05, momentum, dampening, decay, nesterov));

    [Theory]
    [InlineData(0.9, 0.999, 0.0, false)]
    [InlineData(0.5, 0.9, 0.0, false)]
    [InlineData(0.9, 0.99, 0.1, false)]
    [InlineData(0.0, 0.9, 0.0, true)]
    public void Adam_follows_its_formula(double beta1, double beta2, double decay, bool amsgrad) =>
        Follows(
            p => optim.Adam(p, 0.1, beta1, beta2, 1e-8, decay, amsgrad),
            () => ScalarOptimisers.Adam(0.1, beta1, beta2, 1e-8, decay, amsgrad));

    [Theory]
    [InlineData(0.0, 0.0, false)]
    [InlineData(0.1, 0.9, false)]
    [InlineData(0.0, 0.5, true)]
    public void RmsProp_follows_its_formula(double decay, double momentum, bool centred) =>
        Follows(
            p => optim.RMSProp(p, 0.01, 0.9, 1e-8, decay, momentum, centred),
            () => ScalarOptimisers.RmsProp(0.01, 0.9, 1e-8, decay, momentum, centred));

    [Theory]
    [InlineData(0.0, 0.0, 0.0)]
    [InlineData(0.1, 0.05, 0.2)]
    public void Adagrad_follows_its_formula(double rateDecay, double decay, double start) =>
        Follows(
            p => optim.Adagrad(p, 0.1, rateDecay, decay, start, 1e-10),
            () => ScalarOptimisers.Adagrad(0.1, rateDecay, decay, start, 1e-10));

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    public void Nadam_follows_its_formula(double decay) =>
        Follows(
            p => optim.NAdam(p, 0.02, 0.9, 0.999, 1e-8, decay, 4e-3),
            () => ScalarOptimisers.Nadam(0.02, 0.9, 0.999, 1e-8, decay, 4e-3));

    [Fact]
    public void Zero_grad_leaves_nothing_to_accumulate_on()
    {
        var w = new Parameter(torch.tensor(Start));
        using var optimiser = optim.SGD([w], 0.1);
        w.sum().backward();
        optimiser.zero_grad();
        w.sum().backward();
        TensorAssert.Holds([1, 1, 1], w.grad!);
    }

    [Fact]
    public void A_parameter_without_a_gradient_is_left_alone()
    {
        var (used, unused) = (new Parameter(torch.tensor(Start)), new Parameter(torch.tensor(Start)));
        using var optimiser = optim.Adam([used, unused], 0.1);
        used.sum().backward();
        optimiser.step();
        TensorAssert.Holds(Start, unused);
        TensorAssert.Holds([0.9, -2.1, 0.4], used);
    }

    [Fact]
    public void The_learning_rate_can_be_changed_between_steps()
    {
        var w = new Parameter(torch.tensor(Start));
        using var optimiser = optim.SGD([w], 0.1);
        foreach (var group in optimiser.ParamGroups) group.LearningRate = 1;
        w.sum().backward();
        optimiser.step();
        TensorAssert.Holds([0, -3, -0.5], w);
    }

    [Fact]
    public void The_state_outlives_the_scope_of_a_step()
    {
        var w = new Parameter(torch.tensor(Start));
        using var optimiser = optim.Adam([w], 0.1);
        for (var k = 0; k < 3; k++)
        {
            using var scope = NewDisposeScope();
            optimiser.zero_grad();
            w.square().sum().backward();
            optimiser.step();
        }

        Assert.True(w.data<double>().ToArray().All(double.IsFinite));
    }

    [Fact]
    public void A_negative_learning_rate_is_refused() =>
        Assert.Throws<ArgumentException>(() => optim.Adam([new Parameter(torch.ones(1))], -1));

    private static void Follows(Func<Parameter[], optim.Optimizer> make, Func<ScalarOptimisers.Rule> rule)
    {
        var w = new Parameter(torch.tensor(Start));
        var curvature = torch.tensor(Curvature);
        using var optimiser = make([w]);
        var expected = (double[])Start.Clone();
        var rules = Start.Select(_ => rule()).ToArray();
        for (var step = 0; step < Steps; step++)
        {
            optimiser.zero_grad();
            (w.square() * curvature).sum().backward();
            optimiser.step();
            for (var k = 0; k < expected.Length; k++)
            {
                expected[k] = rules[k](expected[k], 2 * Curvature[k] * expected[k]);
            }

            TensorAssert.Holds(expected, w, 1e-9);
        }
    }
}
