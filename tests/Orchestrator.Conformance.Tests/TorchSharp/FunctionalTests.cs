using TorchSharp;
using F = TorchSharp.torch.nn.functional;

namespace Orchestrator.Conformance.Tests.Tensors;

[Collection(TorchCollection.Name)]
public sealed class FunctionalTests : IDisposable
{
    private static readonly double[] Values = [-2.5, -0.4, 0, 0.7, 3.1];

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Activations_agree_with_their_formulas()
    {
        var x = torch.tensor(Values);
        Check(F.relu(x), v => Math.Max(v, 0));
        Check(F.leaky_relu(x, 0.2), v => v > 0 ? v : 0.2 * v);
        Check(F.elu(x, 1.5), v => v > 0 ? v : 1.5 * (Math.Exp(v) - 1));
        Check(F.selu(x), v => 1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * (Math.Exp(v) - 1)));
        Check(F.tanh(x), Math.Tanh);
        Check(F.sigmoid(x), v => 1 / (1 + Math.Exp(-v)));
        Check(F.softplus(x), v => Math.Log(1 + Math.Exp(v)));
        Check(F.logsigmoid(x), v => -Math.Log(1 + Math.Exp(-v)));
    }

    [Fact]
    public void Softmax_sums_to_one_along_its_dimension()
    {
        var x = torch.tensor(Values).reshape(1, 5);
        var total = Values.Sum(Math.Exp);
        Check(F.softmax(x, 1), v => Math.Exp(v) / total);
        Check(F.log_softmax(x, 1), v => v - Math.Log(total));
    }

    [Fact]
    public void Binary_cross_entropy_takes_logits()
    {
        var x = torch.tensor(Values);
        var y = torch.tensor(new double[] { 0, 1, 0.5, 1, 0 });
        double[] targets = [0, 1, 0.5, 1, 0];
        var each = Values.Zip(targets, (v, t) => Math.Log(1 + Math.Exp(-v)) + (1 - t) * v).ToArray();
        TensorAssert.Holds(each, F.binary_cross_entropy_with_logits(x, y, reduction: torch.nn.Reduction.None), 1e-12);
        TensorAssert.Holds([each.Average()], F.binary_cross_entropy_with_logits(x, y).reshape(1), 1e-12);
        TensorAssert.Holds(
            [each.Sum()],
            F.binary_cross_entropy_with_logits(x, y, reduction: torch.nn.Reduction.Sum).reshape(1),
            1e-12);
    }

    [Fact]
    public void Cross_entropy_picks_the_true_class()
    {
        var logits = torch.tensor(new double[] { 1, 2, 3, 0, 0, 5 }, [2, 3]);
        var classes = torch.tensor(new long[] { 2, 0 });
        var expected = -new[] { 3 - LogSum(1, 2, 3), 0 - LogSum(0, 0, 5) }.Average();
        TensorAssert.Holds([expected], F.cross_entropy(logits, classes).reshape(1), 1e-12);
    }

    [Fact]
    public void Dropout_scales_what_it_keeps_and_rests_outside_training()
    {
        var x = torch.ones(1000);
        TensorAssert.Holds(new double[1000].Select(_ => 1.0).ToArray(), F.dropout(x, 0.25, false));
        var kept = F.dropout(x, 0.25, true).data<float>().ToArray();
        Assert.All(kept, v => Assert.True(v == 0 || Math.Abs(v - 4f / 3) < 1e-6));
        Assert.InRange(kept.Count(v => v == 0), 150, 350);
    }

    private static double LogSum(params double[] values) => Math.Log(values.Sum(Math.Exp));

    private static void Check(torch.Tensor actual, Func<double, double> function) =>
        TensorAssert.Holds([.. Values.Select(function)], actual, 1e-12);
}
