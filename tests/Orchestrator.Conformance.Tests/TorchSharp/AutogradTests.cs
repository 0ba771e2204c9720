using System.Runtime.InteropServices;
using TorchSharp;
using TorchSharp.Modules;
using F = TorchSharp.torch.nn.functional;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class AutogradTests : IDisposable
{
    private static readonly double[] Weights = [0.4, -1.1, 0.7, 0.2, -0.3, 0.9];
    private static readonly double[] Inputs = [1.3, 0.8, -0.6, 0.5];

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    public static TheoryData<string> Functions =>
        ["square", "exp-log", "activations", "softmax", "variance", "layer", "losses", "where"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void First_derivatives_agree_with_finite_differences(string name)
    {
        var function = Function(name);
        var x = torch.tensor(Weights, [2, 3], requires_grad: true);
        var gradient = torch.autograd.grad([function(x)], [x])[0];
        TensorAssert.Shaped([2, 3], gradient);
        TensorAssert.Holds(FiniteDifferences.Gradient(function, Weights, [2, 3]), gradient, 1e-7);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradient_penalty_derivatives_agree_with_finite_differences(bool smooth)
    {
        // (‖∂D/∂x‖ − 1)² of a small critic, differentiated by the critic's weights: grad of a grad norm.
        torch.Tensor Penalty(torch.Tensor w)
        {
            var x = torch.tensor(Inputs, [2, 2], requires_grad: true);
            var hidden = x.matmul(w);
            var score = (smooth ? hidden.tanh() : F.leaky_relu(hidden, 0.2)).square().sum();
            var slope = torch.autograd.grad([score], [x], retain_graph: true, create_graph: true)[0];
            return (slope.square().sum(1).sqrt() - 1).square().mean();
        }

        var weights = torch.tensor(Weights, [2, 3], requires_grad: true);
        Penalty(weights).backward();
        TensorAssert.Holds(FiniteDifferences.Gradient(Penalty, Weights, [2, 3]), weights.grad!, 1e-6);
    }

    [Fact]
    public void Backward_accumulates_in_the_leaves()
    {
        var w = new Parameter(torch.tensor(new double[] { 2, 3 }));
        Assert.True(w.grad is null);
        w.square().sum().backward();
        TensorAssert.Holds([4, 6], w.grad!);
        w.square().sum().backward();
        TensorAssert.Holds([8, 12], w.grad!);
        w.grad = null;
        Assert.True(w.grad is null);
    }

    [Fact]
    public void Gradients_of_a_sum_over_replicas_do_not_mix()
    {
        var together = torch.tensor(Weights, [2, 3], requires_grad: true);
        var losses = together.pow(3).mean([1]);
        var gradient = torch.autograd.grad([losses.sum()], [together])[0];
        for (var k = 0; k < 2; k++)
        {
            var alone = torch.tensor(Weights[(3 * k)..(3 * k + 3)], requires_grad: true);
            var expected = torch.autograd.grad([alone.pow(3).mean()], [alone])[0];
            Assert.Equal(expected.data<double>().ToArray(), gradient[k].data<double>().ToArray());
        }
    }

    [Fact]
    public void Grad_outputs_weigh_the_outputs()
    {
        var x = torch.tensor(new double[] { 1, 2 }, requires_grad: true);
        var gradient = torch.autograd.grad([x * x], [x], [torch.tensor(new double[] { 10, 100 })])[0];
        TensorAssert.Holds([20, 400], gradient);
    }

    [Fact]
    public void An_input_that_was_not_used_is_refused()
    {
        var (x, other) = (torch.ones(1, requires_grad: true), torch.ones(1, requires_grad: true));
        Assert.Throws<ExternalException>(() => torch.autograd.grad([x * 2], [other]));
    }

    [Fact]
    public void A_graph_is_used_up_unless_it_is_kept()
    {
        var x = torch.ones(1, requires_grad: true);
        var y = x.exp().sum();
        y.backward(retain_graph: true);
        y.backward();
        Assert.Throws<ExternalException>(() => y.backward());
    }

    [Fact]
    public void Detach_leaves_the_graph()
    {
        var x = torch.ones(1, requires_grad: true);
        var y = x * 2;
        Assert.True(y.requires_grad);
        Assert.False(y.is_leaf);
        Assert.False(y.detach().requires_grad);
        Assert.True(x.is_leaf);
    }

    private static Func<torch.Tensor, torch.Tensor> Function(string name) => name switch
    {
        "square" => x => x.square().sum(),
        "exp-log" => x => ((x + 2).log() * x.exp()).mean(),
        "activations" => x => (F.selu(x) + F.elu(x, 1) + F.softplus(x) + x.tanh() * x.sigmoid()).sum(),
        "softmax" => x => (F.softmax(x, 1) * F.log_softmax(x, 1)).sum(),
        "variance" => x => (x.var([1], false, true) + 1e-3).rsqrt().mul(x).sum(),
        "layer" => x => torch.bmm(x.unsqueeze(0), x.t().unsqueeze(0)).tanh().sum(),
        "losses" => x => F.binary_cross_entropy_with_logits(x, torch.full_like(x.detach(), 0.9)),
        _ => x => torch.where(x.detach() > 0, x.pow(3), x.abs() * 2).clamp(-5, 5).norm(),
    };
}
